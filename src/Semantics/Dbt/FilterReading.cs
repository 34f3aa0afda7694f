using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads a filter expression.</summary>
internal static partial class FilterReading
{
    public static FilterRule Read(FieldReference field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => new FilterRule { Field = field, Operator = FilterOperator.IsNull },
        JsonValueKind.Array => new FilterRule { Field = field, Operator = FilterOperator.Equals, Values = [.. value.EnumerateArray().Select(Scalar)] },
        _ => Text(field, Scalar(value)),
    };

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new MetaProblemException("a filter must be a text or a list of texts"),
    };

    private static FilterRule Text(FieldReference field, string text)
    {
        FilterRule Rule(FilterOperator name, params string[] values) => new() { Field = field, Operator = name, Values = values };
        if (text is "null") return Rule(FilterOperator.IsNull);
        if (text is "!null") return Rule(FilterOperator.NotNull);
        if (Comparison().Match(text) is { Success: true } compared)
        {
            var name = compared.Groups[1].Value switch { ">" => FilterOperator.GreaterThan, ">=" => FilterOperator.GreaterThanOrEqual, "<" => FilterOperator.LessThan, _ => FilterOperator.LessThanOrEqual };
            return Rule(name, compared.Groups[2].Value);
        }

        if (Relative().Match(text) is { Success: true } relative)
        {
            return Rule(relative.Groups[1].Value == "inThePast" ? FilterOperator.InThePast : FilterOperator.InTheNext, relative.Groups[2].Value) with
            {
                Unit = Enum.Parse<FilterUnit>(relative.Groups[3].Value.TrimEnd('s') + "s", ignoreCase: true),
            };
        }

        var negated = text.StartsWith('!');
        var body = negated ? text[1..] : text;
        var (starts, ends) = (body.StartsWith('%'), body.EndsWith('%') && !body.EndsWith("^%", StringComparison.Ordinal));
        var inner = body.Trim('%').Replace("^%", "%", StringComparison.Ordinal);
        return (starts, ends, negated) switch
        {
            (true, true, false) => Rule(FilterOperator.Include, inner),
            (true, true, true) => Rule(FilterOperator.DoesNotInclude, inner),
            (false, true, false) => Rule(FilterOperator.StartsWith, inner),
            (true, false, false) => Rule(FilterOperator.EndsWith, inner),
            (_, _, true) => Rule(FilterOperator.NotEquals, inner),
            _ => Rule(FilterOperator.Equals, inner),
        };
    }

    [GeneratedRegex(@"^\s*(>=|<=|>|<)\s*(-?[0-9.]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^\s*(inThePast|inTheNext)\s+(\d+)\s+(milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Relative();
}
