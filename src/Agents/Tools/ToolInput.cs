using System.Text.Json;
using Vitrine.Primitives;

namespace Vitrine.Agents.Tools;

/// <summary>Reads what a tool was called with. What does not fit its schema is told in one sentence, so that the next call does.</summary>
internal static class ToolInput
{
    /// <summary>A schema from its text.</summary>
    public static JsonElement Schema(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>Refuses members that the schema does not have, and what is no object.</summary>
    public static void RequireMembers(JsonElement input, JsonElement schema)
    {
        if (input.ValueKind != JsonValueKind.Object) throw Bad("The input has to be a JSON object.");
        var known = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(property => property.Name).ToList() : [];
        foreach (var member in input.EnumerateObject().Where(member => !known.Contains(member.Name)))
            throw Bad($"There is no input '{member.Name}'. {NearestName.Hint(member.Name, known) ?? (known.Count == 0 ? "This tool takes none." : $"It takes {string.Join(", ", known)}.")}");
    }

    /// <summary>A text that must be there.</summary>
    public static string Text(JsonElement input, string name) => OptionalText(input, name) ?? throw Bad($"'{name}' is missing.");

    /// <summary>A text, or null when it is absent or null.</summary>
    public static string? OptionalText(JsonElement input, string name) => Find(input, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => Read(value, name),
        _ => throw Bad($"'{name}' has to be text."),
    };

    /// <summary>A whole number, or null when it is absent or null.</summary>
    public static int? OptionalCount(JsonElement input, string name, int least, int most) => Find(input, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var count) && count >= least && count <= most => count,
        _ => throw Bad($"'{name}' has to be a whole number from {least} to {most}."),
    };

    /// <summary>Texts; empty when it is absent or null.</summary>
    public static IReadOnlyList<string> Texts(JsonElement input, string name, int most)
    {
        if (Find(input, name) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > most || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Bad($"'{name}' has to be a list of at most {most} texts.");
        return [.. list.EnumerateArray().Select(item => Read(item, name))];
    }

    /// <summary>An object, or an undefined element when it is absent or null.</summary>
    public static JsonElement OptionalObject(JsonElement input, string name) => Find(input, name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Object } value => value,
        _ => throw Bad($"'{name}' has to be an object."),
    };

    /// <summary>The member, or null when it is absent or null.</summary>
    public static JsonElement? Find(JsonElement input, string name)
        => input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static RefusalException Bad(string sentence) => new("tools.bad-input", sentence);

    private static string Read(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Bad($"'{name}' holds half of a character.");
        }
    }
}
