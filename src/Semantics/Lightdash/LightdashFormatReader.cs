using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Formats;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Lightdash;

/// <summary>Reads a value with its format as Lightdash's files have them: <c>{type, format | timeInterval, value}</c>, where the format is that of dbt meta or holds <c>formatOptions</c>.</summary>
public static class LightdashFormatReader
{
    /// <summary>A value and how it is shown.</summary>
    /// <param name="Type">The type of its field.</param>
    /// <param name="Format">Its format, or null.</param>
    /// <param name="Interval">How a time was cut, or null.</param>
    /// <param name="Value">Null, <see cref="bool"/>, <see cref="double"/> or text; the text <c>__NaN__</c> is no number.</param>
    /// <param name="IsMissing">Whether there is no value at all, not even null: the text <c>__undefined__</c>.</param>
    public sealed record Formatted(FieldType Type, FieldFormat? Format, TimeInterval? Interval, object? Value, bool IsMissing)
    {
        /// <summary>The value as it is shown.</summary>
        public string Show() => IsMissing ? "-" : ValueFormatting.Format(Value, Type, Format, Interval);
    }


    /// <summary>Reads it, or refuses (<c>semantics.bad-value</c>).</summary>
    public static Formatted Read(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("value", out var value)) throw Bad("A line is an object with type and value, and format or timeInterval.");
        var format = line.TryGetProperty("format", out var given) && given.ValueKind != JsonValueKind.Null ? FormatOf(given) : null;
        return new Formatted(Named<FieldType>(Text(line, "type") ?? throw Bad("A line names the type of its value: type."), "type"), format, IntervalOf(line), ValueOf(value), value.ValueKind == JsonValueKind.String && value.ValueEquals("__undefined__"));
    }

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString() switch { "__NaN__" => double.NaN, var text => text },
        _ => throw Bad("A value is text, a number, true, false or null."),
    };

    private static FieldFormat FormatOf(JsonElement format)
    {
        if (format.ValueKind != JsonValueKind.Object) throw Bad("format is an object.");
        if (!format.TryGetProperty("formatOptions", out var options))
            return new FieldFormat { Format = Text(format, "format"), Round = Round(format), Compact = Text(format, "compact"), Separator = Text(format, "separator") };
        return options.ValueKind == JsonValueKind.Object ? OptionsOf(options) : throw Bad("formatOptions is an object.");
    }

    /// <summary>A format that a query gives to one of its own columns.</summary>
    internal static FieldFormat OptionsOf(JsonElement options) => new()
    {
        Kind = Text(options, "type"),
        Currency = Text(options, "currency"),
        Round = Round(options),
        Compact = Text(options, "compact"),
        Separator = Text(options, "separator"),
        Prefix = Text(options, "prefix"),
        Suffix = Text(options, "suffix"),
        Custom = Text(options, "custom"),
        Interval = IntervalOf(options),
    };

    private static TimeInterval? IntervalOf(JsonElement from)
        => Text(from, "timeInterval") is { } named ? Named<TimeInterval>(named.Replace("_", "", StringComparison.Ordinal), "timeInterval") : null;

    private static int? Round(JsonElement from)
        => !from.TryGetProperty("round", out var round) || round.ValueKind == JsonValueKind.Null ? null
            : round.ValueKind == JsonValueKind.Number && round.TryGetInt32(out var digits) ? digits : throw Bad("round is a whole number.");

    private static string? Text(JsonElement from, string name)
        => !from.TryGetProperty(name, out var text) || text.ValueKind == JsonValueKind.Null ? null
            : text.ValueKind == JsonValueKind.String ? text.GetString() : throw Bad($"{name} is text.");

    private static TEnum Named<TEnum>(string name, string what)
        where TEnum : struct, Enum
        => Enum.GetNames<TEnum>().Contains(name, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<TEnum>(name, ignoreCase: true)
            : throw Bad($"There is no {what} {name}. There are: {string.Join(", ", Enum.GetNames<TEnum>().Select(one => one.ToLowerInvariant()))}.");

    private static RefusalException Bad(string message) => new("semantics.bad-value", message);
}
