using System.Reflection;
using System.Text.RegularExpressions;
using Vitrine.Agents;
using Vitrine.Queries.Limits;
using Vitrine.Web.Hosting;

namespace Vitrine.Unit.Web;

public sealed partial class OperatorVariablesTests
{
    [Fact]
    public void The_page_for_operators_holds_the_table_of_the_code()
    {
        var page = File.ReadAllText(Path.Combine(TestData.Root, "docs", "guides", "operating.md"));
        Assert.True(page.Contains(OperatorVariables.ToMarkdown(), StringComparison.Ordinal), $"Put this table into docs/guides/operating.md:\n\n{OperatorVariables.ToMarkdown()}");
    }

    [Fact]
    public void Every_variable_that_code_reads_is_in_the_list()
    {
        var read = Directory.EnumerateFiles(Path.Combine(TestData.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "OperatorVariables.cs")
            .SelectMany(file => VariableName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().ToList();
        Assert.Contains("DATABASE_URL", read);
        Assert.Empty(read.Except(OperatorVariables.Known));
    }

    [Fact]
    public void Every_setting_of_turns_and_queries_is_in_the_list()
    {
        Assert.Empty(Names("Turns", typeof(TurnSettings)).Concat(Names("Queries", typeof(QuerySettings))).Except(OperatorVariables.Known));
        static IEnumerable<string> Names(string section, Type settings)
            => settings.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => $"{section}__{property.Name}");
    }

    [Fact]
    public void The_scripts_at_the_root_set_only_what_is_known()
    {
        var scripts = File.ReadAllText(Path.Combine(TestData.Root, "run")) + File.ReadAllText(Path.Combine(TestData.Root, "test"));
        var set = ExportedName().Matches(scripts).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("VITRINE_DATA", set);
        Assert.Empty(set.Except(OperatorVariables.Known));
    }

    // Names in capitals with an underscore are variables wherever they stand as a whole text.
    [GeneratedRegex("\"((?:APPS|APP_RUNTIME|S3|VITRINE|SITE|DATABASE|SANDBOX|E2B|ANTHROPIC|OPENAI|BEDROCK|AI|LIGHTDASH)_[A-Z0-9_]*[A-Z0-9])\"")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\b((?:VITRINE|APPS|S3)_[A-Z0-9_]*[A-Z0-9])=")]
    private static partial Regex ExportedName();
}
