using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Vitrine.Serving.Documents;

namespace Vitrine.Serving.Frames;

/// <summary>
/// Answers <c>/run/{token}/</c>: the document of one version, and nothing else. It stands outside the main pipeline, so no
/// cookie, no session and no person is known here.
/// </summary>
internal sealed class FrameEndpoint(FrameTokens tokens, IDocumentStore documents, ServingOptions options, ILogger<FrameEndpoint> log)
{
    /// <summary>Answers a request whose path has lost its <c>/run</c>.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "This address is only read.");
            return;
        }

        var path = context.Request.Path.Value ?? "";
        var ticket = path.Length > 2 && path[^1] == '/' ? tokens.Read(path[1..^1]) : null;
        if (ticket is null)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "This view of an app has run out. Reload the page that shows it.");
            return;
        }

        StoredDocument? document;
        try
        {
            document = await documents.FindAsync(ticket.Bundle, context.RequestAborted);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            // The boundary of this endpoint: nothing of a fault leaves it.
            log.LogError(cause, "The document of app {App}, version {Version} could not be read", ticket.AppId, ticket.VersionNumber);
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "This app cannot be read just now. Try again in a moment.");
            return;
        }

        if (document is null) await RefuseAsync(context, StatusCodes.Status404NotFound, "This version of the app is not stored here any more.");
        else await SendAsync(context, document);
    }

    /// <summary>A small static page under a policy that allows it nothing.</summary>
    public Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        Head(context, status, []);
        return context.Response.WriteAsync(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not available</title>"
            + "<style>body{font:15px/1.6 system-ui,sans-serif;color:#5b6270;display:grid;place-content:center;min-height:90vh;text-align:center;margin:0 24px}</style>"
            + $"<p>{sentence}</p></html>",
            context.RequestAborted);
    }

    private async Task SendAsync(HttpContext context, StoredDocument document)
    {
        Head(context, StatusCodes.Status200OK, document.ScriptHashes);
        var response = context.Response;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        ReadOnlyMemory<byte> body;
        if (Accepts(accepted, "br"))
        {
            response.Headers.ContentEncoding = "br";
            body = document.Brotli;
        }
        else
        {
            body = await document.ReadHtmlAsync(context.RequestAborted);
            if (Accepts(accepted, "gzip"))
            {
                response.Headers.ContentEncoding = "gzip";
                body = await GzipAsync(body, context.RequestAborted);
            }
        }

        response.ContentLength = body.Length;
        if (HttpMethods.IsGet(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private void Head(HttpContext context, int status, IReadOnlyList<string> scriptHashes)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        foreach (var (name, value) in FrameHeaders.For(scriptHashes, [options.PageOrigin(context.Request)])) context.Response.Headers[name] = value;
    }

    private static bool Accepts(IList<StringWithQualityHeaderValue>? accepted, string coding)
        => accepted?.Any(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && value.Quality is null or > 0) ?? false;

    private static async Task<byte[]> GzipAsync(ReadOnlyMemory<byte> html, CancellationToken cancellationToken)
    {
        using var target = new MemoryStream();
        await using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(html, cancellationToken);
        return target.ToArray();
    }
}
