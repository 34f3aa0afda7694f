using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Net.Http.Headers;
using Vitrine.Primitives;

namespace Vitrine.Serving.Frames;

/// <summary>
/// The script of our own pages, built by <c>eng/build-host.sh</c>: <c>VITRINE_HOST_SCRIPT</c>, else
/// <c>artifacts/host/host.js</c> of the checkout that the server runs from.
/// </summary>
public sealed class HostScript
{
    /// <summary>Where the script is served; pages name it with <see cref="Address"/>, which changes with its content.</summary>
    public const string Path = "/host/host.js";

    private readonly Lazy<(byte[] Plain, byte[] Brotli, string Hash)?> content;

    /// <summary>Reads at first use.</summary>
    public HostScript(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        content = new(() => Read(FindFile(configuration)));
    }

    /// <summary>The script's address with its hash, for a script element.</summary>
    public string Address => $"{Path}?v={Content.Hash[..16]}";

    /// <summary>The script itself, for pages that are shown without a server.</summary>
    public ReadOnlyMemory<byte> Bytes => Content.Plain;

    internal static string FindFile(IConfiguration configuration) => Checkout.Find(configuration["VITRINE_HOST_SCRIPT"], "artifacts/host/host.js");

    private (byte[] Plain, byte[] Brotli, string Hash) Content => content.Value
        ?? throw new RefusalException("serving.no-host-script", "The script of the pages has not been built yet. Run eng/build-host.sh.", RefusalKind.Unavailable);

    /// <summary>Answers a request for <see cref="Path"/>.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (plain, brotli, hash) = Content;
        var headers = context.Response.Headers;
        context.Response.ContentType = "text/javascript; charset=utf-8";
        headers.ETag = $"\"{hash[..32]}\"";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.Headers.IfNoneMatch == headers.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var compressed = context.Request.GetTypedHeaders().AcceptEncoding.Any(value => value.Value == "br" && value.Quality is null or > 0);
        if (compressed) headers.ContentEncoding = "br";
        await context.Response.Body.WriteAsync(compressed ? brotli : plain, context.RequestAborted);
    }

    private static (byte[], byte[], string)? Read(string path)
    {
        if (!File.Exists(path)) return null;
        var plain = File.ReadAllBytes(path);
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        if (!BrotliEncoder.TryCompress(plain, buffer, out var written)) throw new InvalidOperationException("The host script could not be compressed.");
        return (plain, buffer[..written], Convert.ToHexStringLower(SHA256.HashData(plain)));
    }
}
