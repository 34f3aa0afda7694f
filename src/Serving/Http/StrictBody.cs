using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Primitives;

namespace Vitrine.Serving.Http;

/// <summary>
/// The JSON object in the body of a request, read member by member. What is not asked for is refused, so that nothing ever rides along: an app says a contract's name and
/// arguments, and nothing that could widen them. The body is never kept in memory beyond its bound.
/// </summary>
public sealed class StrictBody
{
    private readonly JsonElement root;

    private StrictBody(JsonElement root) => this.root = root;

    /// <summary>Reads an object that has all required members of <paramref name="form"/>, and of the rest only its optional ones.</summary>
    /// <exception cref="RefusalException"><c>request.not-json</c>, <c>request.unknown-member</c>, <c>request.missing-member</c>, or what the form says of too large a body.</exception>
    public static async Task<StrictBody> ReadAsync(HttpRequest request, StrictForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(form);
        // Only a request that a browser would not send across origins by itself: a form cannot say application/json.
        if (!request.HasJsonContentType()) throw NotJson("Send JSON, with the content type application/json.");
        var bytes = await ReadBytesAsync(request, form, cancellationToken);
        JsonElement root;
        HashSet<string> names;
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = form.Depth, AllowDuplicateProperties = false });
            root = document.RootElement.Clone();
            names = root.ValueKind == JsonValueKind.Object ? [.. root.EnumerateObject().Select(member => member.Name)] : throw NotJson("The body has to be a JSON object.");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair in a name, which is legal JSON and no text.
            throw NotJson("The body is no JSON, repeats a name, or is nested too deeply.");
        }

        if (names.Any(name => !form.Required.Contains(name) && !form.Optional.Contains(name)))
            throw new RefusalException("request.unknown-member", $"Nothing but {string.Join(", ", form.Required.Concat(form.Optional))} is accepted here.");
        if (form.Required.FirstOrDefault(name => !names.Contains(name)) is { } missing)
            throw new RefusalException("request.missing-member", $"'{missing}' is missing.");
        return new StrictBody(root);
    }

    /// <summary>A member that has to be an object. Texts in it may still be half a surrogate pair: its reader looks.</summary>
    public JsonElement Object(string name)
        => Find(name) is { ValueKind: JsonValueKind.Object } value ? value : throw Bad(name, "an object");

    /// <summary>The same, or null when it is absent or null.</summary>
    public JsonElement? OptionalObject(string name) => Find(name) is null ? null : Object(name);

    /// <summary>Texts, in order, null where one is null; empty when it is absent or null.</summary>
    public IReadOnlyList<string?> Texts(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Null) => [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? null : Whole(name, item))],
        _ => throw Bad(name, "a list of texts"),
    };

    /// <summary>A whole number of at least 1, or null when it is absent or null.</summary>
    public int? Count(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var count) && count >= 1 => count,
        _ => throw Bad(name, "a whole number of at least 1"),
    };

    /// <summary>A flag; absent means no, and null is no flag.</summary>
    public bool Flag(string name) => !root.TryGetProperty(name, out var value) ? false : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Bad(name, "true or false"),
    };

    /// <summary>A text of at most <paramref name="most"/> characters, or null when it is absent or null.</summary>
    public string? Text(string name, int most = int.MaxValue) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value when Whole(name, value) is { } text && text.Length <= most => text,
        _ => throw Bad(name, most == int.MaxValue ? "text" : $"text of at most {most} characters"),
    };

    /// <summary>A list of ids; empty when it is absent or null.</summary>
    public IReadOnlyList<Guid> Ids(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => Id(name, item, "a list of ids"))],
        _ => throw Bad(name, "a list of ids"),
    };

    /// <summary>An id, or null when it is absent or null.</summary>
    public Guid? Id(string name) => Find(name) is { } value ? Id(name, value, "an id") : null;

    /// <summary>The refusal of a member that is not what it has to be.</summary>
    public static RefusalException Bad(string name, string form) => new("request.bad-member", $"'{name}' has to be {form}.");

    private JsonElement? Find(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static Guid Id(string name, JsonElement item, string form)
        => item.ValueKind == JsonValueKind.String && Guid.TryParseExact(Whole(name, item), "D", out var id) ? id : throw Bad(name, form);

    private static string Whole(string name, JsonElement value)
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

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request, StrictForm form, CancellationToken cancellationToken)
    {
        if (request.ContentLength > form.MaximumBytes) throw form.TooLarge();
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + count > form.MaximumBytes) throw form.TooLarge();
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static RefusalException NotJson(string message) => new("request.not-json", message);
}
