using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>Values on their way in and out of DuckDB.</summary>
internal static class DuckDbValues
{
    public static object? ToDriver(object? value) => value switch
    {
        null or string or bool or long or int or decimal or double or BigInteger or DateOnly => value,
        // Its kind would make it a time with a zone.
        DateTime at => DateTime.SpecifyKind(at, DateTimeKind.Unspecified),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be bound."),
    };

    public static object? Read(DuckDBDataReader reader, int at)
    {
        if (reader.IsDBNull(at)) return null;
        try
        {
            return reader.GetValue(at) switch
            {
                Stream blob => Bytes(blob),
                DateTime instant when reader.GetDataTypeName(at).Equals("TimestampTz", StringComparison.OrdinalIgnoreCase)
                    => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Unspecified), TimeSpan.Zero),
                var value => value,
            };
        }
        catch (Exception exception) when (exception is OverflowException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            // More digits than System.Decimal has, or a time beyond the calendar.
            return reader.GetProviderSpecificValue(at) switch
            {
                DuckDBDecimal wide => Text(wide.Value.ToBigInteger(), wide.Scale),
                var other => other?.ToString(),
            };
        }
    }

    private static string Text(BigInteger unscaled, int scale)
    {
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (unscaled.Sign < 0 ? "-" : "") + (scale == 0 ? digits : digits[..^scale] + "." + digits[^scale..]);
    }

    private static byte[] Bytes(Stream blob)
    {
        using (blob)
        {
            using var bytes = new MemoryStream();
            blob.CopyTo(bytes);
            return bytes.ToArray();
        }
    }
}
