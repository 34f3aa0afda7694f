using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Filters;

/// <summary>
/// Reads the filters that dbt meta writes as text, such as <c>%shipped%</c>, <c>!null</c>, <c>&gt; 5</c> or <c>inThePast 14 days</c>, by
/// Lightdash's grammar. Where Lightdash takes a text for a literal that only looks like a filter (<c>!inThePast 3 months</c>), it is a problem here.
/// </summary>
internal static partial class FilterExpression
{
    private static readonly (string Sign, FilterOperator Operator)[] Comparisons =
    [
        (">=", FilterOperator.GreaterThanOrEqual), ("<=", FilterOperator.LessThanOrEqual), (">", FilterOperator.GreaterThan), ("<", FilterOperator.LessThan),
    ];

    /// <summary>Reads a value of meta: text is an expression, a list means any of its values, everything else is itself.</summary>
    /// <param name="field">The field that is filtered.</param>
    /// <param name="value">What the author wrote.</param>
    /// <param name="problem">What is wrong and how to write it, or null.</param>
    /// <returns>The rule, or null with a problem.</returns>
    public static FilterRule? Read(FieldReference field, JsonElement value, out string? problem)
    {
        problem = null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return Rule(field, FilterOperator.IsNull, "1");
            case JsonValueKind.Array:
                var items = value.EnumerateArray().ToList();
                if (items.All(IsScalar)) return Rule(field, FilterOperator.Equals, [.. items.Select(Text)]);
                problem = "A list of filter values holds texts, numbers and booleans.";
                return null;
            case JsonValueKind.String:
                return Read(field, value.GetString()!, out problem);
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return Rule(field, FilterOperator.Equals, Text(value));
            default:
                problem = "A filter is a text, a number, a boolean, null or a list of values.";
                return null;
        }
    }

    /// <summary>Reads an expression.</summary>
    public static FilterRule? Read(FieldReference field, string text, out string? problem)
    {
        problem = null;
        var trimmed = text.Trim();
        // No value is no filter.
        if (trimmed.Length == 0) return Rule(field, FilterOperator.Equals);
        var isNegated = trimmed[0] == '!';
        var body = isNegated ? trimmed[1..].Trim() : trimmed;
        if (body.Equals("null", StringComparison.OrdinalIgnoreCase)) return Rule(field, isNegated ? FilterOperator.NotNull : FilterOperator.IsNull, "1");
        if (body.Equals("empty", StringComparison.OrdinalIgnoreCase))
        {
            problem = "Write null or !null, or a filter on the text itself: empty is not understood.";
            return null;
        }

        if (KeywordPattern().Match(body) is { Success: true } keyword) return Keyword(field, body, keyword.Groups[1].Value, isNegated, out problem);
        return Compared(field, trimmed, ref problem) ?? (problem is null ? Literal(field, body, isNegated, out problem) : null);
    }

    private static FilterRule? Keyword(FieldReference field, string body, string keyword, bool isNegated, out string? problem)
    {
        problem = null;
        if (!isNegated)
        {
            if (BetweenPattern().Match(body) is { Success: true } between) return Rule(field, FilterOperator.InBetween, between.Groups[1].Value, between.Groups[2].Value);
            if (RelativePattern().Match(body) is { Success: true } relative)
            {
                var comparison = relative.Groups[1].Value.Equals("inThePast", StringComparison.OrdinalIgnoreCase) ? FilterOperator.InThePast : FilterOperator.InTheNext;
                return Rule(field, comparison, relative.Groups[2].Value) with { Unit = Unit(relative.Groups[3].Value) };
            }

            if (CurrentPattern().Match(body) is { Success: true } current)
            {
                var comparison = current.Groups[1].Value.Equals("inTheCurrent", StringComparison.OrdinalIgnoreCase) ? FilterOperator.InTheCurrent : FilterOperator.NotInTheCurrent;
                return Rule(field, comparison, "1") with { Unit = Unit(current.Groups[2].Value) };
            }
        }

        problem = (isNegated, keyword.ToUpperInvariant()) switch
        {
            (true, "INTHECURRENT") => "Write notInTheCurrent instead of !inTheCurrent.",
            (true, _) => $"A filter that begins with {keyword} cannot be turned round with an exclamation mark.",
            (_, "BETWEEN") => "Write between with two numbers or two days, such as between 1 and 5.",
            (_, "INTHEPAST" or "INTHENEXT") => $"Write {keyword} with a whole number and a unit, such as {keyword} 14 days. A word between them is not understood.",
            (_, "INTHECURRENT" or "NOTINTHECURRENT") => $"Write {keyword} with a unit, such as {keyword} month.",
            _ => $"{keyword} cannot be written as text. Use inThePast, inTheNext, inTheCurrent or notInTheCurrent.",
        } + " To compare with that very text, put it in quotes.";
        return null;
    }

    private static FilterRule? Compared(FieldReference field, string text, ref string? problem)
    {
        foreach (var (sign, comparison) in Comparisons)
        {
            if (!text.StartsWith(sign, StringComparison.Ordinal)) continue;
            var number = text[sign.Length..].Trim();
            if (NumberPattern().IsMatch(number)) return Rule(field, comparison, number);
            problem = $"{sign} compares with a number, such as {sign} 5. For days write between, inThePast or inTheNext.";
            return null;
        }

        return null;
    }

    private static FilterRule? Literal(FieldReference field, string body, bool isNegated, out string? problem)
    {
        problem = null;
        if (body.Length > 1 && body[0] == '"' && body[^1] == '"') return Rule(field, isNegated ? FilterOperator.NotEquals : FilterOperator.Equals, body[1..^1]);
        var (literal, starts, ends, isBroken) = Unescape(body);
        if (isBroken || (literal.Length == 0 && (starts || ends || isNegated)))
        {
            problem = "A percent sign stands at the beginning or the end of a text. Write ^% for the sign itself.";
            return null;
        }

        if (isNegated && starts != ends)
        {
            problem = "Only !text and !%text% can be turned round.";
            return null;
        }

        var comparison = (starts, ends) switch
        {
            (true, true) => isNegated ? FilterOperator.DoesNotInclude : FilterOperator.Include,
            (true, false) => FilterOperator.EndsWith,
            (false, true) => FilterOperator.StartsWith,
            _ => isNegated ? FilterOperator.NotEquals : FilterOperator.Equals,
        };
        return Rule(field, comparison, literal);
    }

    /// <summary>A caret makes the next letter stand for itself.</summary>
    private static (string Literal, bool Starts, bool Ends, bool IsBroken) Unescape(string body)
    {
        var literal = new StringBuilder(body.Length);
        var (starts, ends, isBroken) = (false, false, false);
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] == '^' && at + 1 < body.Length) literal.Append(body[++at]);
            else if (body[at] != '%') literal.Append(body[at]);
            else if (at == 0) starts = true;
            else if (at == body.Length - 1) ends = true;
            else isBroken = true;
        }

        return (literal.ToString(), starts, ends, isBroken);
    }

    private static FilterUnit Unit(string word) => Enum.Parse<FilterUnit>(word.EndsWith('s') || word.EndsWith('S') ? word : word + "s", ignoreCase: true);

    private static FilterRule Rule(FieldReference field, FilterOperator comparison, params IReadOnlyList<string?> values)
        => new() { Field = field, Operator = comparison, Values = values };

    private static bool IsScalar(JsonElement item) => item.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static string? Text(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => item.GetRawText(),
    };

    [GeneratedRegex(@"^(between|inThePast|inTheNext|inTheCurrent|notInTheCurrent|notInThePast|notInTheNext|notInBetween|inBetween|inPeriodToDate)(\s|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeywordPattern();

    [GeneratedRegex(@"^between\s+(-?\d+(?:\.\d+)?|\d{4}-\d{2}-\d{2})\s+and\s+(-?\d+(?:\.\d+)?|\d{4}-\d{2}-\d{2})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BetweenPattern();

    [GeneratedRegex(@"^(inThePast|inTheNext)\s+(\d{1,9})\s+((?:millisecond|second|minute|hour|day|week|month|quarter|year)s?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RelativePattern();

    [GeneratedRegex(@"^(inTheCurrent|notInTheCurrent)\s+((?:day|week|month|quarter|year)s?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CurrentPattern();

    [GeneratedRegex(@"^-?\d+(\.\d+)?([eE][+-]?\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
