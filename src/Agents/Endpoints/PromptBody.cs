using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Primitives;

namespace Vitrine.Agents.Endpoints;

/// <summary>
/// The body of a prompt or an answer, read with a bound of its own: a text that is far too long gets the same clear answer as one that is a little too long, and is not kept in
/// memory first.
/// </summary>
internal sealed class PromptBody
{
    // 20,000 characters, each escaped as \uXXXX, and the rest of the object.
    private const int MaximumBytes = 160 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    private readonly JsonElement root;

    private PromptBody(JsonElement root) => this.root = root;

    /// <summary>Reads an object that has no members but these.</summary>
    public static async Task<PromptBody> ReadAsync(HttpRequest request, string[] members, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType()) throw new RefusalException("request.not-json", "Send JSON, with the content type application/json.");
        var bytes = await ReadBytesAsync(request, cancellationToken);
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new RefusalException("request.not-json", "The body is no JSON, repeats a name, or is nested too deeply.");
        }

        if (root.ValueKind != JsonValueKind.Object) throw new RefusalException("request.not-json", "The body has to be a JSON object.");
        if (root.EnumerateObject().Any(member => !members.Contains(member.Name, StringComparer.Ordinal)))
            throw new RefusalException("request.unknown-member", $"Nothing but {string.Join(", ", members)} is accepted here.");
        return new PromptBody(root);
    }

    /// <summary>A text, or null when it is absent or null.</summary>
    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => Read(name, value),
        _ => throw Bad(name, "text"),
    };

    /// <summary>A whole number of at least 1, or null when it is absent or null.</summary>
    public int? Count(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var count) && count >= 1 => count,
        _ => throw Bad(name, "a whole number of at least 1"),
    };

    /// <summary>A kind of app, or null when it is absent or null.</summary>
    public AppKind? Kind(string name) => Text(name) switch
    {
        null => null,
        "dashboard" => AppKind.Dashboard,
        "slides" => AppKind.Slides,
        "report" => AppKind.Report,
        "custom" => AppKind.Custom,
        _ => throw Bad(name, "dashboard, slides, report or custom"),
    };

    private JsonElement? Find(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Read(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Bad(name, "text of whole characters"); // half of a surrogate pair, or bytes that are no UTF-8
        }
    }

    private static RefusalException Bad(string name, string form) => new("request.bad-member", $"'{name}' has to be {form}.");

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
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
        => new("turns.prompt-too-long", "A prompt has at most 20,000 characters. Say in fewer words what the app should show.", RefusalKind.TooLarge);
}
