using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts;

/// <summary>What a field's type makes of operators and of values written as text.</summary>
internal static partial class ValueTypes
{
    private static readonly string[] DateForms = ["yyyy-MM-dd"];

    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    /// <summary>The operators that mean something for that type.</summary>
    public static IReadOnlyList<string> OperatorsOf(FieldType type) => type switch
    {
        FieldType.String => ["equals", "notEquals", "include", "doesNotInclude", "startsWith", "endsWith", "isNull", "notNull"],
        FieldType.Number =>
        [
            "equals", "notEquals", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual", "inBetween", "notInBetween", "isNull", "notNull",
        ],
        FieldType.Boolean => ["equals", "notEquals", "isNull", "notNull"],
        FieldType.Date or FieldType.Timestamp =>
        [
            "equals", "notEquals", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual", "inBetween", "notInBetween",
            "inThePast", "notInThePast", "inTheNext", "inTheCurrent", "notInTheCurrent", "inPeriodToDate", "isNull", "notNull",
        ],
        _ => throw new InvalidOperationException($"Unknown field type {type}."),
    };

    /// <summary>A sentence that says why operator and values do not fit the type, or null.</summary>
    public static string? Problem(FieldType type, string operatorName, IEnumerable<WrittenValue> values)
    {
        if (!OperatorsOf(type).Contains(operatorName))
            return $"{operatorName} does not apply to a {NameOf(type)}; {string.Join(", ", OperatorsOf(type))} do.";
        if (OperatorNames.TakesCount(operatorName)) return null;
        foreach (var value in values)
        {
            if (value.Text is { } text && !Fits(type, text))
                return $"{Shown(text)} is not a {NameOf(type)}{Example(type)}.";
        }

        return null;
    }

    public static bool Fits(FieldType type, string text) => type switch
    {
        FieldType.String => true,
        FieldType.Number => NumberPattern().IsMatch(text),
        FieldType.Boolean => text is "true" or "false",
        FieldType.Date => IsTime(text, DateForms) || IsTime(text, TimeForms),
        FieldType.Timestamp => IsTime(text, TimeForms),
        _ => throw new InvalidOperationException($"Unknown field type {type}."),
    };

    public static string NameOf(FieldType type) => type switch
    {
        FieldType.String => "text",
        FieldType.Number => "number",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.Timestamp => "time",
        _ => throw new InvalidOperationException($"Unknown field type {type}."),
    };

    private static string Example(FieldType type) => type switch
    {
        FieldType.Boolean => ": write true or false",
        FieldType.Date => ": write 2026-01-31",
        FieldType.Timestamp => ": write 2026-01-31 or 2026-01-31T12:00:00Z",
        _ => "",
    };

    private static string Shown(string text) => "\"" + (text.Length > 60 ? text[..60] + "…" : text) + "\"";

    private static bool IsTime(string text, string[] forms)
        => DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    [GeneratedRegex(@"^-?\d{1,60}(\.\d{1,60})?([eE][+-]?\d{1,3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
