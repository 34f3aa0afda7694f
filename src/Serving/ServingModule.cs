using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vitrine.Primitives;
using Vitrine.Serving.Bridge;
using Vitrine.Serving.Documents;
using Vitrine.Serving.Frames;

namespace Vitrine.Serving;

/// <summary>Door of the module that shows apps to people: documents, frames, and what an app may ask through the page.</summary>
public static class ServingModule
{
    /// <summary>Registers what serving needs. Data protection, the clock and the object store are the host's.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => ServingOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<AppTemplateSource>();
        services.AddSingleton<FrameTokens>();
        services.AddSingleton<FrameEndpoint>();
        services.AddSingleton<FrameDescriptions>();
        services.AddSingleton<HostScript>();
        services.AddSingleton<IDoctorCheck, ServingDoctorCheck>();
        return services;
    }

    /// <summary>
    /// Serves <c>/run/{token}/</c>, outside everything else. It has to be the first part of the pipeline: no cookie is
    /// read or set there, and no sign-in looks at it.
    /// </summary>
    public static IApplicationBuilder UseFrames(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return FramePipeline.Use(app);
    }

    /// <summary>Maps what pages ask for the apps that they show, under <c>/api/v1/apps/{app}/versions/{number}</c> and, for builds that are no versions yet, <c>/api/v1/turns/{turn}/builds/{bundle}</c>. The host brings an <see cref="IVersionDoor"/>.</summary>
    public static IEndpointRouteBuilder MapServing(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        BridgeEndpoints.Map(routes);
        BuildEndpoints.Map(routes);
        return routes;
    }
}
