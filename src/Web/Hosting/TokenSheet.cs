using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Vitrine.Web.Hosting;

/// <summary>The one file of colours, faces and sizes, which our pages share with the kit of apps. It travels inside the executable.</summary>
internal sealed class TokenSheet
{
    public const string Path = "/tokens.css";

    private readonly byte[] content;
    private readonly string hash;

    public TokenSheet()
    {
        using var stream = typeof(TokenSheet).Assembly.GetManifestResourceStream("tokens.css") ?? throw new InvalidOperationException("The executable was built without tokens.css.");
        content = new byte[stream.Length];
        stream.ReadExactly(content);
        hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
    }

    /// <summary>Changes with the content, so that browsers may keep it.</summary>
    public string Address => $"{Path}?v={hash}";

    public IResult Answer(HttpContext http)
    {
        http.Response.Headers.CacheControl = http.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(content, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }
}
