using System.Text.Json;
using Vitrine.Primitives;

namespace Vitrine.Semantics.Lightdash;

/// <summary>Members of Lightdash's JSON, read or refused (<c>semantics.bad-query</c>). What is absent and what is null are the same.</summary>
internal static class LightdashJson
{
    /// <summary>An entry of a list of fields.</summary>
    public static string Id(JsonElement field, string part)
        => field.ValueKind == JsonValueKind.String ? field.GetString()! : throw Bad($"{part} lists ids of fields, such as orders_revenue.");

    /// <summary>The field that an entry is about.</summary>
    public static string Id(JsonElement holder, string part, string name)
        => (holder.ValueKind == JsonValueKind.Object ? Text(holder, name) : null) ?? throw Bad($"Every entry of {part} names its field: {name}.");

    public static JsonElement.ArrayEnumerator List(JsonElement holder, string name)
        => Find(holder, name) is not { } list ? default
            : list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Bad($"{name} is a list.");

    public static JsonElement Member(JsonElement holder, string name, JsonValueKind kind)
        => Find(holder, name) is not { } member ? default
            : member.ValueKind == kind ? member : throw Bad($"{name} is an object.");

    public static string? Text(JsonElement holder, string name)
        => Find(holder, name) is not { } text ? null
            : text.ValueKind == JsonValueKind.String ? text.GetString() : throw Bad($"{name} is text.");

    public static bool? Flag(JsonElement holder, string name)
        => Find(holder, name) is not { } flag ? null
            : flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : throw Bad($"{name} is true or false.");

    public static decimal? Number(JsonElement holder, string name)
        => Find(holder, name) is not { } number ? null
            : number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out var read) ? read : throw Bad($"{name} is a number.");

    private static JsonElement? Find(JsonElement holder, string name)
    {
        if (holder.ValueKind != JsonValueKind.Object) throw Bad($"{name} stands in an object.");
        return holder.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
    }

    public static RefusalException Bad(string message) => new("semantics.bad-query", message);

    /// <summary>A value of an enumeration by its name in camelCase or snake_case; never by its number.</summary>
    public static TEnum Named<TEnum>(string? name, string what, bool isSnakeCase = false)
        where TEnum : struct, Enum
    {
        var naming = isSnakeCase ? JsonNamingPolicy.SnakeCaseLower : JsonNamingPolicy.CamelCase;
        var known = Enum.GetNames<TEnum>().ToDictionary(naming.ConvertName);
        if (name is not null && known.TryGetValue(name, out var member)) return Enum.Parse<TEnum>(member);
        throw Bad($"There is no {what} {name ?? "(none)"}. {(name is null ? null : NearestName.Hint(name, known.Keys)) ?? $"There are: {string.Join(", ", known.Keys)}."}");
    }
}
