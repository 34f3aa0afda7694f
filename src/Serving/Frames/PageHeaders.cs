using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Serving.Documents;

namespace Vitrine.Serving.Frames;

/// <summary>The headers of our own pages. Their policy is half of the fence around an app: it keeps frames where they are.</summary>
public static class PageHeaders
{
    private static readonly object NonceKey = new();

    /// <summary>Sets the headers on every response that has no policy of its own.</summary>
    public static IApplicationBuilder UsePageHeaders(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.ApplicationServices.GetRequiredService<ServingOptions>();
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Write(context, options);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>The nonce of this response, for the few inline scripts that a framework writes (Blazor's import map).</summary>
    public static string ScriptNonce(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items[NonceKey] is string known) return known;
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Items[NonceKey] = nonce;
        return nonce;
    }

    private static void Write(HttpContext context, ServingOptions options)
    {
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = ContentSecurityPolicy.ForPages(
                options.FrameOrigin(context.Request), options.PageOrigin(context.Request), context.Items[NonceKey] as string);
        }

        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), serial=(), hid=()");
    }
}
