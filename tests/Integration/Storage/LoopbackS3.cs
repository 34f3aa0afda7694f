using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Vitrine.Integration.Storage;

/// <summary>
/// The part of S3 that the store uses, over real HTTP: it checks each signature (version 4) as Amazon describes it, refuses chunked bodies as several
/// servers do, and lists in pages of three.
/// </summary>
public sealed class LoopbackS3 : IAsyncDisposable
{
    public const string Bucket = "apps";
    public const string AccessKey = "AKTEST";
    public const string SecretKey = "a secret/with+signs";
    private const int PageSize = 3;
    private readonly ConcurrentDictionary<string, byte[]> objects = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private LoopbackS3(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public ConcurrentDictionary<string, byte[]> Objects => objects;

    public static async Task<LoopbackS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LoopbackS3(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var content = body.ToArray();
        var path = http.Request.Path.Value!.TrimStart('/').Split('/', 2);
        var key = path.Length > 1 ? path[1] : "";
        var hash = http.Request.Headers["x-amz-content-sha256"].ToString();
        if (hash.StartsWith("STREAMING", StringComparison.Ordinal) || http.Request.Headers.ContentEncoding.ToString().Contains("aws-chunked", StringComparison.Ordinal))
            await FailAsync(http, 501, "NotImplemented");
        else if (!IsSigned(http.Request, hash)) await FailAsync(http, 403, "SignatureDoesNotMatch");
        else if (hash != "UNSIGNED-PAYLOAD" && hash != Convert.ToHexStringLower(SHA256.HashData(content))) await FailAsync(http, 400, "XAmzContentSHA256Mismatch");
        else if (path[0] != Bucket) await FailAsync(http, 404, "NoSuchBucket");
        else if (key.Length == 0) await ListAsync(http);
        else await ObjectAsync(http, key, content);
    }

    private async Task ObjectAsync(HttpContext http, string key, byte[] content)
    {
        switch (http.Request.Method)
        {
            case "PUT":
                objects[key] = content;
                http.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(MD5Of(content))}\"";
                break;
            case "DELETE":
                objects.TryRemove(key, out _);
                http.Response.StatusCode = 204;
                break;
            case "GET" or "HEAD" when objects.TryGetValue(key, out var found):
                http.Response.ContentLength = found.Length;
                http.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(MD5Of(found))}\"";
                if (http.Request.Method == "GET") await http.Response.Body.WriteAsync(found, http.RequestAborted);
                break;
            default:
                await FailAsync(http, 404, "NoSuchKey");
                break;
        }
    }

    private async Task ListAsync(HttpContext http)
    {
        var prefix = http.Request.Query["prefix"].ToString();
        var after = http.Request.Query["continuation-token"].ToString();
        var keys = objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0).Order(StringComparer.Ordinal).ToList();
        var page = keys.Take(PageSize).ToList();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        xml.Append(CultureInfo.InvariantCulture, $"<Name>{Bucket}</Name><KeyCount>{page.Count}</KeyCount><IsTruncated>{(keys.Count > PageSize ? "true" : "false")}</IsTruncated>");
        if (keys.Count > PageSize) xml.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{page[^1]}</NextContinuationToken>");
        foreach (var key in page) xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{key}</Key><Size>{objects[key].Length}</Size></Contents>");
        xml.Append("</ListBucketResult>");
        http.Response.ContentType = "application/xml";
        await http.Response.WriteAsync(xml.ToString(), http.RequestAborted);
    }

    private static async Task FailAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml";
        if (http.Request.Method != "HEAD") await http.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>", http.RequestAborted);
    }

    private static bool IsSigned(HttpRequest request, string hash)
    {
        const string scheme = "AWS4-HMAC-SHA256 ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.Ordinal)) return false;
        var parts = header[scheme.Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var credential = parts["Credential"].Split('/');
        if (credential[0] != AccessKey) return false;
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var query = target.Length < 2 ? "" : string.Join('&', target[1].Split('&').Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=").Order(StringComparer.Ordinal));
        var names = parts["SignedHeaders"].Split(';');
        var headers = string.Concat(names.Select(name => $"{name}:{string.Join(',', request.Headers[name].Select(value => value!.Trim()))}\n"));
        var canonical = $"{request.Method}\n{target[0]}\n{query}\n{headers}\n{parts["SignedHeaders"]}\n{hash}";
        var scope = string.Join('/', credential[1..]);
        var text = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = credential[1..].Aggregate(Encoding.UTF8.GetBytes("AWS4" + SecretKey), (secret, part) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))) == parts["Signature"];
    }

#pragma warning disable CA5351 // An ETag is an MD5 by the protocol.
    private static byte[] MD5Of(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351
}
