using System.Globalization;
using System.Numerics;

namespace Vitrine.Warehouses.Postgres;

/// <summary>Reads values that come as PostgreSQL writes them, with every digit. What .NET cannot hold stays text.</summary>
internal static class PostgresValues
{
    /// <summary>What <see cref="decimal"/> holds in any case.</summary>
    private const int DigitsOfDecimal = 28;

    /// <summary>How values of a type are read, by its number in <c>pg_type</c>.</summary>
    public static Func<string, object> ReaderOf(uint type) => type switch
    {
        16 => text => text == "t",
        20 or 26 => text => long.Parse(text, CultureInfo.InvariantCulture),
        21 or 23 => text => int.Parse(text, CultureInfo.InvariantCulture),
        700 or 701 => text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text,
        1700 => Number,
        1082 => text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : text,
        1083 => text => TimeOnly.TryParseExact(text, "HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : text,
        1114 => text => DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : text,
        1184 => text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : text,
        2950 => text => Guid.Parse(text),
        17 => text => text.StartsWith("\\x", StringComparison.Ordinal) ? Convert.FromHexString(text.AsSpan(2)) : text,
        _ => text => text,
    };

    private static object Number(string text)
    {
        if (text.Count(char.IsAsciiDigit) <= DigitsOfDecimal && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
        return text == "NaN" ? double.NaN : text;
    }
}
