using System.Globalization;
using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Formats;

/// <summary>
/// Shows a value as Lightdash shows it: by its field's expression, else by its named format, else by its type and interval.
/// <c>tests/data/semantic/formats.json</c> holds what each shows.
/// </summary>
internal static class ValueFormatting
{
    /// <summary>What stands for no value.</summary>
    public const string Nothing = "∅";

    /// <param name="value">What the warehouse returned.</param>
    /// <param name="type">The field's type.</param>
    /// <param name="format">The field's format.</param>
    /// <param name="interval">The interval of a time dimension.</param>
    /// <param name="zone">IANA name of the zone whose wall clock the times show; null for UTC.</param>
    public static string Format(object? value, FieldType type, FieldFormat? format, TimeInterval? interval, string? zone = null)
    {
        if (value is null or DBNull) return Nothing;
        var custom = format?.Kind == "custom" ? SpreadsheetExpression.Find(format.Custom) : null;
        if (format?.Kind is null && SpreadsheetExpression.Find(format?.Format) is { } expression) return ByExpression(value, expression);
        return type switch
        {
            FieldType.String => Plain(value),
            FieldType.Boolean => value is true || Number(value) is { } one && one.CompareTo(new ExactNumber(false, 1, 0)) == 0 && value is not string ? "True" : "False",
            FieldType.Date or FieldType.Timestamp when custom is not null => ByExpression(value, custom),
            FieldType.Date or FieldType.Timestamp => TimeFormatting.IsTime(interval) ? ByTime(value, type, format, interval, zone) : Plain(value),
            FieldType.Number => ByNumber(value, format, custom),
            _ => throw new InvalidOperationException($"Unknown field type {type}."),
        };
    }

    private static string ByTime(object value, FieldType type, FieldFormat? format, TimeInterval? interval, string? zone)
    {
        if (TimeFormatting.Read(value) is not { } at) return TimeFormatting.Invalid;
        if (format?.Kind is not ("date" or "timestamp")) return TimeFormatting.Format(TimeFormatting.In(zone, at), type, interval);
        return TimeFormatting.Format(TimeFormatting.In(zone, at), format.Kind == "date" ? FieldType.Date : FieldType.Timestamp, format.Interval ?? (interval == TimeInterval.Raw ? null : interval));
    }

    private static string ByNumber(object value, FieldFormat? format, SpreadsheetExpression? custom)
    {
        if (Number(value) is not { } number) return Plain(value);
        return format?.Kind switch
        {
            "date" or "timestamp" => TimeFormatting.Read(value) is { } at
                ? TimeFormatting.Format(at, format.Kind == "date" ? FieldType.Date : FieldType.Timestamp, format.Interval)
                : TimeFormatting.Invalid,
            "id" => Plain(value),
            null when string.Equals(format?.Format, "id", StringComparison.OrdinalIgnoreCase) => Plain(value),
            _ => custom is not null ? ByExpression(value, custom) : NumberFormatting.Format(number, format),
        };
    }

    private static string ByExpression(object value, SpreadsheetExpression expression)
    {
        if (expression.IsTime) return value is bool ? TimeFormatting.Invalid : TimeFormatting.Read(value) is { } at ? TimeExpression.Format(expression.Sections[0], at) : "Invalid Date";
        if (expression.IsText)
            return value is bool flag ? flag ? "TRUE" : "FALSE" : value is not string && Number(value) is { } shown ? NumberExpression.GeneralText(shown) : Plain(value);
        var number = value switch
        {
            bool flag => new ExactNumber(false, flag ? 1 : 0, 0),
            "" => new ExactNumber(false, 0, 0),
            _ => Number(value),
        };
        return number is { } known ? NumberExpression.Format(expression, known) : Plain(value);
    }

    /// <summary>The value as a number, texts that hold one included.</summary>
    private static ExactNumber? Number(object value) => value is string text ? ExactNumber.Parse(text.Trim()) : ExactNumber.From(value);

    /// <summary>The value as it is.</summary>
    private static string Plain(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        double number when !double.IsFinite(number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity",
        float number when !float.IsFinite(number) => float.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        double or float when ExactNumber.From(value) is { } number => number.ToPlainText(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value),
    };
}
