using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;

namespace Vitrine.Serving;

/// <summary>Where people and frames come from.</summary>
public sealed record ServingOptions
{
    /// <summary>The origin under which people open the instance (<c>SITE_URL</c>).</summary>
    public Uri SiteUrl { get; init; } = new("http://localhost:8080");

    /// <summary>The origin that documents of apps come from (<c>APP_RUNTIME_PREVIEW_ORIGIN</c>), or null when it is that of the pages.</summary>
    public Uri? PreviewOrigin { get; init; }

    /// <summary>Reads the operator's settings.</summary>
    /// <exception cref="RefusalException"><c>serving.bad-origin</c> when one of them is no web origin.</exception>
    public static ServingOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var site = Read(configuration, "SITE_URL") ?? new ServingOptions().SiteUrl;
        var preview = Read(configuration, "APP_RUNTIME_PREVIEW_ORIGIN");
        return new ServingOptions { SiteUrl = site, PreviewOrigin = preview is not null && OriginOf(preview) != OriginOf(site) ? preview : null };
    }

    /// <summary>Scheme, host and port, as a browser writes an origin.</summary>
    public static string OriginOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>The origin of our pages as this request sees it: people also come by a loopback address or a second name.</summary>
    public string PageOrigin(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PreviewOrigin is null && IsPlain(request.Host) ? $"{request.Scheme}://{request.Host.Value}" : OriginOf(SiteUrl);
    }

    /// <summary>The origin that frames are loaded from, as this request's page has to name it.</summary>
    public string FrameOrigin(HttpRequest request) => PreviewOrigin is null ? PageOrigin(request) : OriginOf(PreviewOrigin);

    // The name goes into a policy, where a semicolon or a space would begin something else.
    private static bool IsPlain(HostString host)
        => host.Value is { Length: > 0 and < 256 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']' or '_');

    private static Uri? Read(IConfiguration configuration, string name)
    {
        var value = configuration[name];
        if (string.IsNullOrWhiteSpace(value)) return null;
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new RefusalException("serving.bad-origin", $"{name} has to be a web address such as https://vitrine.example.com.", RefusalKind.Unavailable);
    }
}
