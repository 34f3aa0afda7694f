using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>Makes cells of what a warehouse returns.</summary>
internal static class CellReading
{
    /// <summary>Up to here every whole number is a double of its own.</summary>
    private const long ExactDouble = 1L << 53;

    public static ResultCell Read(object? value, ResultColumn column)
    {
        var formatted = CellFormatter.Format(value, column);
        var (raw, exact) = Raw(value, column.Type, column.TimeZone);
        return new ResultCell(raw, formatted) { Exact = exact };
    }

    /// <param name="value">What the warehouse returned.</param>
    /// <param name="type">The type of its column.</param>
    /// <param name="zone">The zone whose wall clock times of the column show; null for UTC.</param>
    internal static (object? Raw, string? Exact) Raw(object? value, FieldType type, string? zone = null) => value switch
    {
        null or DBNull => (null, null),
        bool flag => (flag, null),
        string text => (text, null),
        sbyte or byte or short or ushort or int or uint => (Convert.ToInt64(value, CultureInfo.InvariantCulture), null),
        long whole => (whole, whole is > ExactDouble or < -ExactDouble ? whole.ToString(CultureInfo.InvariantCulture) : null),
        ulong whole => Large(whole),
        Int128 whole => Large((BigInteger)whole),
        UInt128 whole => Large((BigInteger)whole),
        BigInteger whole => Large(whole),
        float number => (float.IsFinite(number) ? double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null, null),
        double number => (double.IsFinite(number) ? number : null, null),
        decimal number => Decimal(number),
        DateOnly day => (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null),
        DateTime at => (type == FieldType.Date ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Instant(at, zone), null),
        DateTimeOffset at => (type == FieldType.Date ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Instant(at.UtcDateTime, null), null),
        TimeOnly time => (time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture), null),
        TimeSpan span => (span.ToString("c", CultureInfo.InvariantCulture), null),
        Guid id => (id.ToString(), null),
        IFormattable other => (other.ToString(null, CultureInfo.InvariantCulture), null),
        _ => (JsonSerializer.Serialize(value), null),
    };

    // The wall clock stands first, so that it can be shown as it is; with its offset the text is an instant, and can come back in a filter.
    private static string Instant(DateTime at, string? zone)
    {
        if (zone is null or "UTC") return at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
        var local = DateTime.SpecifyKind(at, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture);
    }

    private static (object?, string?) Large(BigInteger whole)
        => whole <= ExactDouble && whole >= -ExactDouble ? ((long)whole, null) : ((double)whole, whole.ToString(CultureInfo.InvariantCulture));

    private static (object?, string?) Decimal(decimal number)
    {
        if (decimal.IsInteger(number) && Math.Abs(number) <= ExactDouble) return ((long)number, null);
        var near = (double)number;
        // The shortest text that reads back as the same double: equal to the decimal means that no digit was lost.
        var isExact = decimal.TryParse(near.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var back) && back == number;
        return (near, isExact ? null : number.ToString(CultureInfo.InvariantCulture));
    }
}
