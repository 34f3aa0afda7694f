using Vitrine.Semantics.Formats;

namespace Vitrine.Semantics.Metrics;

/// <summary>Shows the values of answers as text, by the format of their column.</summary>
public static class CellFormatter
{
    /// <summary>The text that people read; <c>∅</c> for no value. Never fails: what does not fit its column is shown plainly.</summary>
    /// <param name="value">A value as a warehouse returns it.</param>
    /// <param name="column">Its column.</param>
    public static string Format(object? value, ResultColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return ValueFormatting.Format(value, column.Type, column.Format, column.Interval, column.TimeZone);
    }
}
