using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>Downloads and uploads, with <c>/files</c>. They go through the attendant piece by piece: paths mean what they mean in the sandbox, and neither side holds a whole file.</summary>
internal sealed class InsideFiles(SandboxHostOptions options)
{
    private const int Piece = 256 << 10, LongestName = 4096, LongestBoundary = 1000, MostParts = 1000;

    /// <summary>Whether the address has a signature that this token made for this operation, and that is not too old.</summary>
    public static bool IsSigned(HttpRequest request, string token, TimeProvider clock)
    {
        var query = request.Query;
        if (query["signature"].ToString() is not { Length: > 0 } signature) return false;
        long? expires = null;
        if (query["signature_expiration"].ToString() is { Length: > 0 } given)
        {
            if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var second)) return false;
            expires = second;
        }

        var operation = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? "read" : "write";
        var isRight = SecretText.AreEqual(signature.TrimEnd('='), FileSignature.Of(query["path"].ToString(), operation, query["username"].ToString(), token, expires));
        return isRight && (expires is null || expires > clock.GetUtcNow().ToUnixTimeSeconds());
    }

    public async Task HandleAsync(HttpContext context, HostedSandbox sandbox)
    {
        try
        {
            InsideRpc.RequireUser(context.Request.Query["username"].ToString());
            if (HttpMethods.IsGet(context.Request.Method)) await SendAsync(context, sandbox);
            else if (HttpMethods.IsPost(context.Request.Method)) await TakeAsync(context, sandbox);
            else throw new HostRefusal(405, "Files are read with GET and written with POST");
        }
        catch (ConnectException refused) when (!context.Response.HasStarted)
        {
            throw new HostRefusal(refused.Code switch { ConnectCode.ResourceExhausted => 507, ConnectCode.Unavailable => 502, var code => ConnectCode.StatusOf(code) }, refused.Message);
        }
    }

    private static async Task SendAsync(HttpContext context, HostedSandbox sandbox)
    {
        var path = PathOf(context.Request.Query["path"].ToString());
        if (path.Length == 0) throw new HostRefusal(400, "path is missing");
        var piece = await ReadAsync(0);
        var (response, size) = (context.Response, Attendant.Read(piece, said => said.GetProperty("size").GetInt64() is >= 0 and var length ? length : throw new FormatException("size")));
        response.ContentType = "application/octet-stream";
        response.ContentLength = size;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileNameStar = path[(path.LastIndexOf('/') + 1)..] }.ToString();
        // Nobody's page may take what a sandbox wrote for a page.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        for (var sent = 0L; sent < size;)
        {
            var bytes = Attendant.Read(piece, said => said.GetProperty("data").GetBytesFromBase64());
            // It was made shorter meanwhile: a cut answer says so, a full one would lie.
            if (bytes.Length == 0 || sent + bytes.Length > size)
            {
                context.Abort();
                return;
            }

            await response.Body.WriteAsync(bytes, context.RequestAborted);
            sent += bytes.Length;
            if (sent < size) piece = await ReadAsync(sent);
        }

        Task<JsonElement> ReadAsync(long offset) => sandbox.AskAsync("read", new JsonObject { ["path"] = path, ["offset"] = offset, ["length"] = Piece }, context.RequestAborted);
    }

    private async Task TakeAsync(HttpContext context, HostedSandbox sandbox)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = options.Limits.WorkspaceBytes + (16 << 20);
        var path = PathOf(request.Query["path"].ToString());
        foreach (var header in request.Headers.Keys.Where(name => name.StartsWith("X-Metadata-", StringComparison.OrdinalIgnoreCase))) throw HostRefusal.NotSupported($"Metadata of a file ({header})");
        var body = Unpacked(request);
        var written = new JsonArray();
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) throw new HostRefusal(415, "Files are sent as multipart/form-data or application/octet-stream");
        if (type.MediaType == "application/octet-stream")
        {
            if (path.Length == 0) throw new HostRefusal(400, "path is missing");
            written.Add(await WriteAsync(context, sandbox, path, body));
        }
        else if (type.MediaType == "multipart/form-data" && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= LongestBoundary } boundary)
        {
            await TakePartsAsync(context, sandbox, path, new MultipartReader(boundary.ToString(), body), written);
        }
        else
        {
            throw new HostRefusal(415, "Files are sent as multipart/form-data or application/octet-stream");
        }

        await HostWriting.JsonAsync(context, 200, written);
    }

    private async Task TakePartsAsync(HttpContext context, HostedSandbox sandbox, string path, MultipartReader reader, JsonArray written)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name) != "file") continue;
                // Browsers and the SDK write a quote as %22 and keep folders in the name.
                var name = (disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString()).Replace("%22", "\"", StringComparison.Ordinal);
                var target = path.Length > 0 ? path : PathOf(name);
                if (target.Length == 0) throw new HostRefusal(400, "A part has no file name, and the address no path");
                if (!seen.Add(target)) throw new HostRefusal(400, $"Two parts are to be written to '{target}'");
                if (seen.Count > MostParts) throw new HostRefusal(400, $"At most {MostParts} files can be sent at a time");
                written.Add(await WriteAsync(context, sandbox, target, section.Body));
            }
        }
        catch (Exception cause) when (cause is InvalidDataException or NotSupportedException)
        {
            // The second is a name in letters that are not written any more (UTF-7).
            throw new HostRefusal(400, "The multipart body cannot be read");
        }
        catch (IOException cause) when (cause is not BadHttpRequestException)
        {
            throw new HostRefusal(400, "The body is cut off");
        }
    }

    private async Task<JsonNode> WriteAsync(HttpContext context, HostedSandbox sandbox, string path, Stream content)
    {
        var opened = await sandbox.AskAsync("write", new JsonObject { ["path"] = path }, context.RequestAborted);
        var (handle, place, name) = Attendant.Read(opened, said => (said.GetProperty("handle").GetInt32(), said.GetProperty("path").GetString(), said.GetProperty("name").GetString()));
        var isClosed = false;
        try
        {
            var (buffer, total) = (new byte[Piece], 0L);
            int read;
            while ((read = await content.ReadAtLeastAsync(buffer, Piece, throwOnEndOfStream: false, context.RequestAborted)) > 0)
            {
                // A few packed bytes can be very many; the sandbox's own limits come behind this one.
                if ((total += read) > options.Limits.WorkspaceBytes) throw new HostRefusal(507, "The file is larger than the sandbox");
                await sandbox.AskAsync("write", new JsonObject { ["handle"] = handle, ["data"] = Convert.ToBase64String(buffer, 0, read) }, context.RequestAborted);
            }

            await sandbox.AskAsync("write", new JsonObject { ["handle"] = handle, ["close"] = true }, context.RequestAborted);
            isClosed = true;
        }
        catch (InvalidDataException) when (content is GZipStream)
        {
            throw new HostRefusal(400, "The body is not gzip, as its Content-Encoding says");
        }
        finally
        {
            if (!isClosed) await sandbox.TryAskAsync("write", new JsonObject { ["handle"] = handle, ["close"] = true });
        }

        return new JsonObject { ["path"] = place, ["name"] = name, ["type"] = "file" };
    }

    private static Stream Unpacked(HttpRequest request) => request.Headers.ContentEncoding.ToString() switch
    {
        "" or "identity" => request.Body,
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        var other => throw new HostRefusal(415, $"Content-Encoding '{(other.Length <= 40 ? other : other[..40])}' is not supported; gzip is"),
    };

    private static string PathOf(string path)
        => path.Length <= LongestName && !path.Contains('\0', StringComparison.Ordinal) ? path : throw new HostRefusal(400, "A path is a text of at most 4,096 letters");
}
