using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>
/// The composer knows nothing of any particular project: no name of a field or a dbt model and no value of the projects that it was tried on stands in its code.
/// </summary>
public sealed partial class ComposerNamesTests
{
    /// <summary>
    /// Words that name something in a project and are plain English of business besides: they are in the vocabulary of the composer as such. One that is added here has to be of that kind.
    /// </summary>
    private static readonly HashSet<string> Ordinary =
        [.. """
            account address age amber amount app brand budget desktop mobile normal tablet web website campaign campaigns cancelled card category channel city completed condition consumer cost count country coupon customer customers date day delivery department
            discount display email event geo grey high industry kind lat latitude lon longitude margin median month morning name office open orders payment phone plan priority product products quantity reason refund region
            returned revenue role satisfaction segment shipped shop source south spend stage state status store team temperature text time timestamp topic url users volume west
            """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Words that follow each other in a list without being one name, or in a phrase of plain English.</summary>
    private static readonly HashSet<string> OrdinaryPhrases = ["with filters", "is open"];

    [Fact]
    public void No_name_of_a_project_stands_in_the_composer()
    {
        var folder = Path.Combine(TestData.Root, "src", "Agents", "Composer");
        var names = Names();
        Assert.True(names.Count > 400, "The names of the projects were not found.");
        var found = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(file => Find(File.ReadAllText(file), names).Select(name => $"{Path.GetFileName(file)}: {name}"))
            .ToList();
        Assert.True(found.Count == 0, string.Join(", ", found));
    }

    [Theory]
    [InlineData("if (field.Name == \"orders.net_amount\") score++;", "net amount")]
    [InlineData("private static readonly string[] Known = [\"Kitchen\", \"Garden\"];", "kitchen")]
    [InlineData("/// <summary>As \"average order value\" is.</summary>", "average order value")]
    [InlineData("names.Add(\"fm_work_orders\");", "fm work orders")]
    public void A_name_is_found(string code, string name) => Assert.Contains(name, Find(code, Names()));

    [Fact]
    public void Plain_English_is_not_taken_for_a_name()
        => Assert.Empty(Find("var words = Set(\"revenue customer order channel\"); // A region is a region.", Names()));

    /// <summary>Names of several words in literals and comments, and names of one word in literals.</summary>
    private static IEnumerable<string> Find(string code, IReadOnlyCollection<string> names)
    {
        var comments = string.Join('\n', Comments().Matches(code).Select(match => match.Value));
        var literals = Plain(string.Join('\n', Literals().Matches(Comments().Replace(code, "")).Select(match => match.Value)));
        var written = literals + Plain(comments);
        return names.Where(name => name.Contains(' ', StringComparison.Ordinal) ? !OrdinaryPhrases.Contains(name) && written.Contains($" {name} ", StringComparison.Ordinal) : !Ordinary.Contains(name) && literals.Contains($" {name} ", StringComparison.Ordinal));
    }

    /// <summary>In small letters; a name may be written with spaces, underscores or hyphens, and other marks part words.</summary>
    private static string Plain(string text) => $" {NoLetters().Replace(Joints().Replace(text.ToLowerInvariant(), " "), " | ")} ";

    private static HashSet<string> Names()
    {
        var names = new List<string>();
        foreach (var file in new[] { Path.Combine(TestData.Root, "demo", "manifest.json"), TestData.File("jaffle", "manifest.json"), TestData.File("third", "manifest.json") })
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var node in manifest.RootElement.GetProperty("nodes").EnumerateObject().Select(node => node.Value).Where(node => node.GetProperty("resource_type").GetString() == "model"))
            {
                names.Add(node.GetProperty("name").GetString()!);
                AddNames(node, names);
                foreach (var column in node.GetProperty("columns").EnumerateObject())
                {
                    names.Add(column.Name);
                    AddNames(column.Value, names);
                }
            }
        }

        foreach (var file in new[] { Path.Combine(TestData.Root, "demo", "shop.sql"), TestData.File("third", "tables.sql") })
            names.AddRange(Values().Matches(File.ReadAllText(file)).Select(match => match.Groups["value"].Value));
        return [.. names.Select(name => Plain(name).Replace(" | ", " ", StringComparison.Ordinal).Trim()).Where(name => name.Length > 2)];
    }

    /// <summary>Labels, and the names of metrics and further dimensions, wherever the meta of a dbt project has them.</summary>
    private static void AddNames(JsonElement node, List<string> names)
    {
        foreach (var meta in Metas(node))
        {
            if (meta.TryGetProperty("label", out var label)) names.Add(label.ToString());
            if (meta.TryGetProperty("dimension", out var dimension) && dimension.ValueKind == JsonValueKind.Object && dimension.TryGetProperty("label", out var own)) names.Add(own.ToString());
            foreach (var kind in new[] { "metrics", "additional_dimensions" })
            {
                if (!meta.TryGetProperty(kind, out var fields) || fields.ValueKind != JsonValueKind.Object) continue;
                foreach (var field in fields.EnumerateObject())
                {
                    names.Add(field.Name);
                    if (field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty("label", out var called)) names.Add(called.ToString());
                }
            }
        }
    }

    private static IEnumerable<JsonElement> Metas(JsonElement node)
    {
        if (node.TryGetProperty("meta", out var meta) && meta.ValueKind == JsonValueKind.Object) yield return meta;
        if (node.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object && config.TryGetProperty("meta", out var inner) && inner.ValueKind == JsonValueKind.Object) yield return inner;
    }

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Literals();

    [GeneratedRegex("""//[^\n]*""")]
    private static partial Regex Comments();

    [GeneratedRegex("""[ _\-]+""")]
    private static partial Regex Joints();

    [GeneratedRegex("""[^\p{L}\p{N} ]+""")]
    private static partial Regex NoLetters();

    [GeneratedRegex("""'(?<value>[A-Za-z][A-Za-z &\-]{2,40})'""", RegexOptions.ExplicitCapture)]
    private static partial Regex Values();
}
