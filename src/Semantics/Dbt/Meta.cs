using System.Globalization;
using System.Text.Json;

namespace Vitrine.Semantics.Dbt;

/// <summary>A piece of dbt meta that cannot be used; the message is for its author.</summary>
internal sealed class MetaProblemException(string message) : Exception(message);

/// <summary>
/// A map of dbt meta, from <c>meta</c> and <c>config.meta</c> at once: a deep merge in which the second wins. Nothing is copied.
/// </summary>
internal readonly struct Meta
{
    private readonly JsonElement first;
    private readonly JsonElement second;

    public Meta(JsonElement first, JsonElement second)
    {
        this.first = first;
        this.second = second;
    }

    /// <summary>Of a dbt node or column: its <c>meta</c> and its <c>config.meta</c>.</summary>
    public static Meta Of(JsonElement owner)
        => new(Property(owner, "meta"), Property(Property(owner, "config"), "meta"));

    /// <summary>The map itself, where it was made of one.</summary>
    public JsonElement ToElement() => second.ValueKind == JsonValueKind.Object ? second : first;

    public bool IsEmpty => !AllKeys().Any();

    /// <summary>Keys with a value, in the order in which they stand; one that JSON has twice is one.</summary>
    public IEnumerable<string> Keys() => AllKeys().Distinct(StringComparer.Ordinal);

    private IEnumerable<string> AllKeys()
    {
        var (one, two) = (first, second);
        if (one.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in one.EnumerateObject())
            {
                if (Has(two, property.Name) || property.Value.ValueKind != JsonValueKind.Null) yield return property.Name;
            }
        }

        if (two.ValueKind != JsonValueKind.Object) yield break;
        foreach (var property in two.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && Property(one, property.Name).ValueKind is JsonValueKind.Undefined) yield return property.Name;
        }
    }

    public bool Has(string key) => Has(first, key) || Has(second, key);

    /// <summary>The value as it stands, without merging; undefined when there is none.</summary>
    public JsonElement Raw(string key)
    {
        // Each look costs a walk through the map's keys.
        if (Property(second, key) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } wins) return wins;
        return Property(first, key) is { ValueKind: not JsonValueKind.Null } value ? value : default;
    }

    /// <summary>A map in this one; empty when there is none.</summary>
    public Meta Map(string key)
    {
        var (one, two) = (Property(first, key), Property(second, key));
        if (two.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object)
            || (two.ValueKind != JsonValueKind.Object && one.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object)))
            throw new MetaProblemException($"{key} must be a map");
        return new Meta(one.ValueKind == JsonValueKind.Object ? one : default, two.ValueKind == JsonValueKind.Object ? two : default);
    }

    /// <summary>Maps in a list; empty when there is none.</summary>
    public IReadOnlyList<Meta> Maps(string key)
    {
        var list = Raw(key);
        if (list.ValueKind == JsonValueKind.Undefined) return [];
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object)) throw new MetaProblemException($"{key} must be a list of maps");
        return [.. list.EnumerateArray().Select(item => new Meta(item, default))];
    }

    public string? Text(string key)
    {
        var value = Raw(key);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw new MetaProblemException($"{key} must be a text"),
        };
    }

    public bool? Flag(string key) => Raw(key) switch
    {
        { ValueKind: JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
        { ValueKind: JsonValueKind.String } text when text.GetString() is "yes" or "no" => text.GetString() is "yes",
        _ => throw new MetaProblemException($"{key} must be true or false"),
    };

    public decimal? Number(string key) => Raw(key) switch
    {
        { ValueKind: JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => value,
        { ValueKind: JsonValueKind.String } text when decimal.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw new MetaProblemException($"{key} must be a number"),
    };

    /// <summary>A text or a list of texts; empty when there is none.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var value = Raw(key);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => [],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(item => Scalar(item, key))],
            _ => [Scalar(value, key)],
        };
    }

    /// <summary>A map of texts or lists of texts. A key whose value was forgotten is a problem: who reads a rule must not take it for one that everybody fulfils.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> TextsByKey(string key)
    {
        var map = Map(key);
        var texts = map.Keys().ToDictionary(name => name, map.Texts, StringComparer.Ordinal);
        return Names(map.first).Concat(Names(map.second)).FirstOrDefault(name => !texts.ContainsKey(name)) is { } empty ? throw new MetaProblemException($"{key} names {empty} without a value") : texts;
    }

    private static IEnumerable<string> Names(JsonElement map) => map.ValueKind == JsonValueKind.Object ? map.EnumerateObject().Select(property => property.Name) : [];

    private static string Scalar(JsonElement value, string key) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new MetaProblemException($"{key} must hold texts"),
    };

    private static bool Has(JsonElement map, string key) => Property(map, key).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    internal static JsonElement Property(JsonElement map, string key)
        => map.ValueKind == JsonValueKind.Object && map.TryGetProperty(key, out var value) ? value : default;
}
