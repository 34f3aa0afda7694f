using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Vitrine.Integration.Semantics;

/// <summary>Compares a value with a recorded one by the rules of <c>tests/data/README.md</c>.</summary>
internal static class RecordedValue
{
    private const double Tolerance = 1e-6;

    public static bool Equal(JsonElement recorded, object? value)
    {
        if (recorded.ValueKind == JsonValueKind.Null || value is null) return recorded.ValueKind == JsonValueKind.Null && value is null;
        if (Number(value) is { } number) return Number(recorded) is { } wanted && Near(wanted, number);
        return value switch
        {
            bool flag => recorded.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False),
            string text => recorded.ValueKind == JsonValueKind.String && recorded.GetString() == text,
            _ => recorded.ValueKind == JsonValueKind.String && IsTime(recorded.GetString()!, value),
        };
    }

    /// <summary>The same for the values of two warehouses.</summary>
    public static bool Equal(object? one, object? other)
    {
        if (one is null || other is null) return one is null && other is null;
        if (Number(one) is { } number) return Number(other) is { } second && Near(number, second);
        if (one is DateOnly or DateTime or DateTimeOffset) return Instant(other) is { } at && Instant(one) == at;
        return one.Equals(other);
    }

    /// <summary>The same for a value that was written into a line.</summary>
    public static bool Equal(JsonElement recorded, JsonElement written) => written.ValueKind switch
    {
        JsonValueKind.Null => recorded.ValueKind == JsonValueKind.Null,
        JsonValueKind.True or JsonValueKind.False => recorded.ValueKind == written.ValueKind,
        JsonValueKind.Number => Equal(recorded, (object)written.GetDouble()),
        _ when recorded.ValueKind is JsonValueKind.String && recorded.GetString() == written.GetString() => true,
        _ => Number(written) is { } number && recorded.ValueKind is JsonValueKind.String or JsonValueKind.Number && Number(recorded) is { } wanted && Near(wanted, number),
    };

    /// <summary>A value that was written into a line.</summary>
    public static object? Of(JsonElement written) => written.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => written.GetDouble(),
        // A whole number of 64 bits and a decimal are text there; what is compared as text is no number.
        _ => double.TryParse(written.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : written.GetString(),
    };

    /// <summary>The value as the keys of the truth write it.</summary>
    public static string Key(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        DateOnly day => Quoted(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime at => Quoted(at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)),
        DateTimeOffset at => Quoted(at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)),
        string text => Quoted(text),
        int or short or byte or double or float => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => Quoted(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    public static string Show(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };

    public static bool IsZero(object? value) => value is not null && Number(value) == 0;

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A day and its first instant are the same point, whichever type the column has.
    private static DateTime? Instant(object value) => value switch
    {
        DateOnly day => day.ToDateTime(default),
        DateTime time => time,
        DateTimeOffset time => time.UtcDateTime,
        _ => null,
    };

    private static bool IsTime(string recorded, object value)
        => Instant(value) is { } known && DateTime.TryParse(recorded, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var wanted) && wanted == known;

    private static bool Near(double wanted, double number)
        => wanted.Equals(number) || Math.Abs(wanted - number) <= Tolerance * Math.Max(Math.Abs(wanted), Math.Abs(number));

    private static double? Number(JsonElement recorded) => recorded.ValueKind switch
    {
        JsonValueKind.Number => recorded.GetDouble(),
        JsonValueKind.String => double.TryParse(recorded.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    private static double? Number(object value) => value switch
    {
        BigInteger whole => (double)whole,
        byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
