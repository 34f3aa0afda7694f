using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Vitrine.Integration.LanguageModels;

/// <summary>The signature of a request as AWS would look at it: computed anew from what came over the wire, by its own rules (Signature Version 4).</summary>
/// <param name="Headers">The headers that are signed.</param>
/// <param name="Given">The signature that came.</param>
/// <param name="Scope">Day, region, service and end.</param>
/// <param name="Signed">What was signed.</param>
internal sealed record AwsSignature(IReadOnlyList<string> Headers, string Given, string Scope, string Signed)
{
    public static AwsSignature Of(HttpContext http, byte[] body)
    {
        var parts = http.Request.Headers.Authorization.ToString().Split(' ', ',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0].Trim(), part => part[1]);
        if (!parts.TryGetValue("SignedHeaders", out var names)) return new([], "", "", "");
        var scope = parts["Credential"].Split('/', 2)[1];
        // As it came over the wire, each segment encoded once more.
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var path = string.Join('/', target.Split('/').Select(Uri.EscapeDataString));
        var headers = string.Concat(names.Split(';').Select(name => $"{name}:{http.Request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"{http.Request.Method}\n{path}\n\n{headers}\n{names}\n{Hash(body)}";
        return new(names.Split(';'), parts["Signature"], scope, $"AWS4-HMAC-SHA256\n{http.Request.Headers["x-amz-date"]}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}");
    }

    /// <summary>What it would be with this secret.</summary>
    public string With(string secret)
    {
        var key = Scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), (before, part) => HMACSHA256.HashData(before, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Signed)));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
