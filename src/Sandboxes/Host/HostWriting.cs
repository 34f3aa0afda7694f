using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>Reads bodies and writes answers in the forms of the protocol.</summary>
internal static class HostWriting
{
    /// <summary>Of a request that is JSON. Files go another way.</summary>
    public const int MostJsonBytes = 8 << 20;

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
        var bytes = await ReadAsync(context.Request.Body, context.RequestAborted);
        return bytes.Length == 0 ? [] : Parse(bytes);
    }

    /// <exception cref="HostRefusal">400 when it is no JSON object.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new() { MaxDepth = 32 }) as JsonObject ?? throw new HostRefusal(400, "The body is no JSON object");
        }
        catch (System.Text.Json.JsonException)
        {
            throw new HostRefusal(400, "The body is no JSON");
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        // A length is not always said: the SDK sends chunks.
        using var kept = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > MostJsonBytes) throw new HostRefusal(413, $"The body is longer than {MostJsonBytes >> 20} MiB");
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
