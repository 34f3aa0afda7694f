using System.Text.Json;

namespace Vitrine.Primitives;

/// <summary>Half a surrogate pair is legal JSON, and no text: reading it throws wherever it is met first.</summary>
public static class JsonText
{
    /// <summary>Whether every text in it, names of members among them, can be read.</summary>
    public static bool IsWellFormed(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Undefined || !json.GetRawText().Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return true;
        try
        {
            Visit(json);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Visit(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String: _ = json.GetString(); break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) Visit(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    _ = property.Name;
                    Visit(property.Value);
                }

                break;
        }
    }
}
