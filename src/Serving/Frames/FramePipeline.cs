using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Vitrine.Serving.Frames;

/// <summary>Decides which requests are those of frames, before anything else looks at them.</summary>
internal static class FramePipeline
{
    private static readonly PathString Run = "/run";

    public static IApplicationBuilder Use(IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<ServingOptions>();
        return app.Use(async (context, next) =>
        {
            var isFramePath = context.Request.Path.StartsWithSegments(Run, out var rest);
            var isFrameHost = options.PreviewOrigin is null || IsHost(context.Request.Host, options.PreviewOrigin);
            if (!isFramePath && (options.PreviewOrigin is null || !isFrameHost))
            {
                await next(context);
                return;
            }

            var endpoint = ActivatorUtilities.GetServiceOrCreateInstance<FrameEndpoint>(context.RequestServices);
            if (!isFramePath || !isFrameHost)
            {
                // The origin of frames has nothing but frames, and that of the pages has none of them.
                await endpoint.RefuseAsync(context, StatusCodes.Status404NotFound, "There is nothing at this address.");
                return;
            }

            context.Request.PathBase = Run;
            context.Request.Path = rest;
            await endpoint.ServeAsync(context);
        });
    }

    private static bool IsHost(HostString host, Uri origin)
        => string.Equals(host.Host, origin.Host, StringComparison.OrdinalIgnoreCase)
            && (host.Port ?? (origin.Scheme == Uri.UriSchemeHttps ? 443 : 80)) == origin.Port;
}
