using Microsoft.Extensions.DependencyInjection;
using Vitrine.Builds.Gates.Rendering;

namespace Vitrine.Builds.Gates;

/// <summary>The gates, in the order of reports. To add one: a file, and its line here.</summary>
internal static class GateList
{
    /// <summary>The gate after which there is something to look at.</summary>
    public const string Build = "build";

    /// <summary>The gates that a quick check runs.</summary>
    public static readonly IReadOnlyList<string> Quick = ["contracts", "types", Build];

    /// <summary>What a whole report holds. A gate of this list that is not registered leaves every version unverified.</summary>
    public static readonly IReadOnlyList<string> Full = [.. Quick, "render", "queries", "accessibility"];

    public static IServiceCollection AddGates(this IServiceCollection services)
    {
        services.AddSingleton<GateStage>();
        services.AddSingleton<IGate, ContractsGate>();
        services.AddSingleton<IGate, TypesGate>();
        services.AddSingleton<IGate, BuildGate>();
        services.AddSingleton<IGate, RenderGate>();
        services.AddSingleton<IGate, QueriesGate>();
        services.AddSingleton<IGate, AccessibilityGate>();
        return services;
    }
}
