using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vitrine.Projects.Ingest;
using Vitrine.Storage;

namespace Vitrine.Projects;

/// <summary>The door of this module.</summary>
public static partial class ProjectsModule
{
    /// <summary>Adds projects: their tables, the catalog of open projects, and the use cases.</summary>
    public static IServiceCollection AddProjects(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IModelPart, ProjectsModelPart>();
        services.AddTransient<ListProjects>();
        services.AddTransient<FindProject>();
        services.AddTransient<FindIngest>();
        AddAsking(services);
        return services;
    }

    /// <summary>What needs the semantic layer and a warehouse.</summary>
    static partial void AddAsking(IServiceCollection services);
}
