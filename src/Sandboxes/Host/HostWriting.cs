using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>Reads bodies and writes answers in the forms of the protocol.</summary>
internal static class HostWriting
{
    /// <summary>Of a request that is JSON. Files go another way.</summary>
    public const int MostJsonBytes = 8 << 20;

    private const int Deepest = 32;

    // Of all requests of one key that are being read or answered: one of eight mebibytes is easily begun a thousand times.
    private const long MostInHand = 64 << 20;

    private static readonly ConcurrentDictionary<string, Allowance> InHand = new(StringComparer.Ordinal);

    public static async Task JsonAsync(HttpContext context, int status, JsonNode body)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        context.Response.StatusCode = status;
        context.Response.ContentType = ConnectFrames.UnaryType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    public static Task NothingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public static Task RefuseAsync(HttpContext context, HostRefusal refusal)
    {
        if (refusal.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return JsonAsync(context, refusal.Status, new JsonObject { ["code"] = refusal.Status, ["message"] = refusal.Message });
    }

    public static Task RefuseAsync(HttpContext context, ConnectException error)
        => JsonAsync(context, ConnectCode.StatusOf(error.Code), new JsonObject { ["code"] = error.Code, ["message"] = error.Message });

    /// <summary>The body; an empty object when there is none.</summary>
    /// <exception cref="HostRefusal">400 when it is no JSON object, 413 when it is too long.</exception>
    public static async Task<JsonObject> ReadJsonAsync(HttpContext context)
    {
        var bytes = await ReadAsync(context);
        return bytes.Length == 0 ? [] : Parse(bytes);
    }

    /// <exception cref="HostRefusal">400 when it is no JSON object.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            // Texts are looked at only when somebody asks for them, and then it is too late to say that they are none.
            for (var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest }); reader.Read();)
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
            }

            return JsonNode.Parse(bytes, documentOptions: new() { MaxDepth = Deepest, AllowDuplicateProperties = false }) as JsonObject ?? throw new HostRefusal(400, "The body is no JSON object");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw new HostRefusal(400, "The body is no JSON, names something twice, or holds a text that is none");
        }
    }

    /// <summary>Says whose request it is, before its body is read.</summary>
    public static void Know(HttpContext context, string owner) => context.Items[typeof(Allowance)] = InHand.GetOrAdd(owner, _ => new Allowance(MostInHand));

    /// <summary>Counts bytes of a request until it is answered.</summary>
    /// <exception cref="HostRefusal">429 when all requests of its owner together have too many.</exception>
    public static void Count(HttpContext context, long bytes)
    {
        var all = (Allowance)context.Items[typeof(Allowance)]!;
        if (!all.TryTake(bytes)) throw new HostRefusal(429, "As many large requests of this key are open as the sandbox host takes at once. Try again in a moment") { RetryAfter = 1 };
        context.Response.RegisterForDispose(new Part(all, bytes));
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        // A length is not always said: the SDK sends chunks.
        using var kept = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (kept.Length + read > MostJsonBytes) throw new HostRefusal(413, $"The body is longer than {MostJsonBytes >> 20} MiB");
            Count(context, read);
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private sealed class Part(Allowance all, long bytes) : IDisposable
    {
        public void Dispose() => all.Return(bytes);
    }
}
