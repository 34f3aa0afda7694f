using System.Text.Json;
using Vitrine.Semantics.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics;

public sealed class FilterExpressionTests
{
    /// <summary>Lightdash takes these for plain text, and so filters for what nobody has written.</summary>
    private static readonly string[] LookAlikes =
        ["!inThePast 3 months", "notInThePast 2 days", "inPeriodToDate year", "!between 1 and 2", "inThePast 14 completed days"];

    private static FieldReference Field { get; } = new("orders", "f");

    /// <summary>All of <c>tests/data/semantic/filter_grammar.json</c>.</summary>
    [Fact]
    public void Every_recorded_expression_is_read_as_recorded()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(TestData.File("semantic", "filter_grammar.json")));
        var wrong = new List<string>();
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var input = one.GetProperty("input");
            var rule = FilterExpression.Read(Field, input, out var problem);
            var isRefused = one.TryGetProperty("error", out _) || (input.ValueKind == JsonValueKind.String && LookAlikes.Contains(input.GetString()));
            var isRight = isRefused ? rule is null && problem is not null : problem is null && rule is not null && Show(rule) == Expected(one.GetProperty("output")[0]);
            if (!isRight) wrong.Add($"{input.GetRawText()}: {(rule is null ? problem : Show(rule))}");
        }

        Assert.Equal(43, cases.RootElement.GetArrayLength());
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("!inTheCurrent month", "notInTheCurrent")]
    [InlineData("inThePast 3", "inThePast 14 days")]
    [InlineData("inThePast three months", "inThePast 14 days")]
    [InlineData("inTheCurrent fortnight", "inTheCurrent month")]
    [InlineData("between 1", "between 1 and 5")]
    [InlineData("> yesterday", "> 5")]
    [InlineData("a%b%c", "^%")]
    [InlineData("!abc%", "!%text%")]
    [InlineData("%", "^%")]
    public void What_is_wrong_says_how_to_write_it(string text, string hint)
    {
        Assert.Null(FilterExpression.Read(Field, text, out var problem));
        Assert.Contains(hint, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"inThePast 3 months completed\"", FilterOperator.Equals, "inThePast 3 months completed")]
    [InlineData("betweenness", FilterOperator.Equals, "betweenness")]
    [InlineData("nullable", FilterOperator.Equals, "nullable")]
    [InlineData("50^%", FilterOperator.Equals, "50%")]
    [InlineData("^!important", FilterOperator.Equals, "!important")]
    [InlineData("  shipped ", FilterOperator.Equals, "shipped")]
    public void Text_that_only_resembles_is_text(string text, FilterOperator comparison, string value)
    {
        var rule = FilterExpression.Read(Field, text, out var problem);
        Assert.Null(problem);
        Assert.Equal((comparison, value), (rule!.Operator, Assert.Single(rule.Values)));
    }

    private static string Show(FilterRule rule) => $"{rule.Operator} {string.Join('|', rule.Values)} {rule.Unit}";

    private static string Expected(JsonElement output)
    {
        var comparison = Enum.Parse<FilterOperator>(output.GetProperty("operator").GetString()!, ignoreCase: true);
        var values = output.GetProperty("values").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
        FilterUnit? unit = output.TryGetProperty("settings", out var settings) && settings.TryGetProperty("unitOfTime", out var named)
            ? Enum.Parse<FilterUnit>(named.GetString()!, ignoreCase: true)
            : null;
        return $"{comparison} {string.Join('|', values)} {unit}";
    }
}
