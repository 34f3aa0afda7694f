using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Primitives;

namespace Vitrine.Serving.Bridge;

/// <summary>
/// Reads the body of a request member by member. What is not asked for is refused, so that nothing ever rides along: an
/// app says a contract's name and arguments, and nothing that could widen them.
/// </summary>
internal static class StrictJson
{
    /// <summary>Bytes of a body: contracts take names, numbers and lists of at most a thousand values.</summary>
    public const int MaximumBytes = 512 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The body as an object that has all <paramref name="required"/> members and of the rest only <paramref name="optional"/> ones.</summary>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, string[] required, string[] optional, CancellationToken cancellationToken)
    {
        // Only a request that a browser would not send across origins by itself: a form cannot say application/json.
        if (!request.HasJsonContentType())
            throw new RefusalException("request.not-json", "Send the question as JSON, with the content type application/json.");
        var body = await ReadBodyAsync(request, cancellationToken);
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new RefusalException("request.not-json", "The body is no JSON, repeats a name, or is nested too deeply.");
        }

        if (root.ValueKind != JsonValueKind.Object) throw new RefusalException("request.not-json", "The body has to be a JSON object.");
        foreach (var member in root.EnumerateObject())
        {
            if (required.Contains(member.Name, StringComparer.Ordinal) || optional.Contains(member.Name, StringComparer.Ordinal)) continue;
            throw new RefusalException("request.unknown-member", $"Nothing but {string.Join(", ", required.Concat(optional))} is accepted here.");
        }

        foreach (var name in required)
        {
            if (!root.TryGetProperty(name, out _)) throw new RefusalException("request.missing-member", $"'{name}' is missing.");
        }

        return root;
    }

    /// <summary>A member that has to be an object.</summary>
    public static JsonElement ReadObject(JsonElement root, string name)
        => root.GetProperty(name) is { ValueKind: JsonValueKind.Object } value ? value : throw Bad(name, "an object");

    /// <summary>A whole number of at least 1, or null when it is absent or null.</summary>
    public static int? ReadCount(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 1 ? count : throw Bad(name, "a whole number of at least 1");
    }

    /// <summary>A flag; absent means no.</summary>
    public static bool ReadFlag(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value)) return false;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Bad(name, "true or false"),
        };
    }

    /// <summary>A text of at most <paramref name="most"/> characters, or null when it is absent or null.</summary>
    public static string? ReadText(JsonElement root, string name, int most)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= most ? text : throw Bad(name, $"text of at most {most} characters");
    }

    private static RefusalException Bad(string name, string form) => new("request.bad-member", $"'{name}' has to be {form}.");

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaximumBytes) throw TooLarge();
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + count > MaximumBytes) throw TooLarge();
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static RefusalException TooLarge()
        => new("request.too-large", $"A question has at most {MaximumBytes / 1024} KB.", RefusalKind.TooLarge);
}
