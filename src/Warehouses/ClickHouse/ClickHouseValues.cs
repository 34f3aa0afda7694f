using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using ClickHouse.Driver.ADO.Readers;
using ClickHouse.Driver.Numerics;

namespace Vitrine.Warehouses.ClickHouse;

/// <summary>Values on their way out of ClickHouse.</summary>
internal static class ClickHouseValues
{
    /// <summary>What <see cref="decimal"/> holds in any case.</summary>
    private const int DigitsOfDecimal = 28;

    public static object? Read(ClickHouseDataReader reader, int at, string type)
    {
        if (reader.IsDBNull(at)) return null;
        // A time with a zone of its own is a point in time; one without is read as UTC's clock.
        if (IsTime(type) && IsZoned(type)) return reader.GetDateTimeOffset(at).ToUniversalTime();
        return Plain(reader.GetValue(at), type);
    }

    private static object? Plain(object? value, string type) => value switch
    {
        null or DBNull => null,
        DateTime day when !IsTime(type) && type.Contains("Date", StringComparison.Ordinal) => DateOnly.FromDateTime(day),
        DateTime at => DateTime.SpecifyKind(at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : at, DateTimeKind.Unspecified),
        ClickHouseDecimal number => Number(number.ToString(CultureInfo.InvariantCulture)),
        IPAddress address => address.ToString(),
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(at => Plain(tuple[at], "")).ToList(),
        _ => value,
    };

    private static bool IsTime(string type) => type.Contains("DateTime", StringComparison.Ordinal);

    private static bool IsZoned(string type) => type.Contains('\'', StringComparison.Ordinal) && !type.Contains("'UTC'", StringComparison.Ordinal);

    private static object Number(string text)
    {
        if (text.Count(char.IsAsciiDigit) <= DigitsOfDecimal && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        return BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : text;
    }
}
