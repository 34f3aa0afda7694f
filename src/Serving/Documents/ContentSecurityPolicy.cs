namespace Vitrine.Serving.Documents;

/// <summary>Writes the policies under which apps and our own pages run.</summary>
public static class ContentSecurityPolicy
{
    /// <summary>
    /// The policy of an app's document: nothing at all, but the scripts with these hashes, inline styles (dialogs and
    /// scroll locks write them) and images and fonts that stand in the document itself. The <c>sandbox</c> directive makes
    /// the origin opaque even when somebody opens the address directly.
    /// </summary>
    /// <param name="scriptHashes">As in <see cref="AssembledDocument.ScriptHashes"/>.</param>
    /// <param name="ancestors">Origins of the pages that may show the frame.</param>
    public static string ForDocument(IEnumerable<string> scriptHashes, IEnumerable<string> ancestors)
    {
        ArgumentNullException.ThrowIfNull(scriptHashes);
        ArgumentNullException.ThrowIfNull(ancestors);
        var hashes = string.Join(' ', scriptHashes.Distinct(StringComparer.Ordinal).Select(hash => $"'{hash}'"));
        // Safari resolves 'self' against the opaque origin, where it matches nothing: each origin stands beside it by name.
        var parents = string.Join(' ', ancestors.Distinct(StringComparer.Ordinal).Prepend("'self'"));
        return string.Join("; ",
            "default-src 'none'",
            $"script-src {(hashes.Length == 0 ? "'none'" : hashes)}",
            "script-src-attr 'none'",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "font-src data:",
            "connect-src 'none'",
            "frame-src 'none'",
            "worker-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            $"frame-ancestors {parents}",
            "sandbox allow-scripts");
    }

    /// <summary>
    /// The policy of our own pages. Its <c>frame-src</c> is what keeps an app from navigating its frame away with data.
    /// </summary>
    /// <param name="frameOrigin">The origin that documents of apps come from.</param>
    /// <param name="pageOrigin">The origin of our pages; interactive pages keep a socket to it.</param>
    /// <param name="nonce">Of inline scripts in this response, or null when there are none.</param>
    public static string ForPages(string frameOrigin, string pageOrigin, string? nonce)
    {
        ArgumentException.ThrowIfNullOrEmpty(frameOrigin);
        ArgumentException.ThrowIfNullOrEmpty(pageOrigin);
        var socket = $"ws{pageOrigin["http".Length..]}";
        return string.Join("; ",
            "default-src 'self'",
            nonce is null ? "script-src 'self'" : $"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            $"connect-src 'self' {socket}",
            $"frame-src {frameOrigin}/run/",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'");
    }
}
