using Vitrine.Serving.Documents;

namespace Vitrine.Serving.Frames;

/// <summary>The response headers of an app's document. The render gate sends the very same ones.</summary>
public static class FrameHeaders
{
    // What a browser lets a page switch off. Only names that Chromium knows: it reports the others as errors of the app, and an opaque
    // origin is not given the rest unless the frame element allows it.
    private static readonly string NoPermissions = string.Join(", ", new[]
    {
        "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "clipboard-write",
        "compute-pressure", "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
        "identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment",
        "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
        "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
    }.Select(feature => $"{feature}=()"));

    /// <summary>The headers, in the order in which they are sent.</summary>
    /// <param name="scriptHashes">As in <see cref="AssembledDocument.ScriptHashes"/>.</param>
    /// <param name="ancestors">Origins of the pages that may show the frame.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> For(IEnumerable<string> scriptHashes, IEnumerable<string> ancestors) =>
    [
        new("Content-Security-Policy", ContentSecurityPolicy.ForDocument(scriptHashes, ancestors)),
        // Chromium: no connection of any kind but to where the document came from; stops WebRTC and self-navigation, which no CSP does.
        new("Connection-Allowlist", "(response-origin)"),
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("X-DNS-Prefetch-Control", "off"),
        new("Permissions-Policy", NoPermissions),
        new("Cache-Control", "no-store"),
    ];
}
