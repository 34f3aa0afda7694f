using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Access;
using Vitrine.Jobs;
using Vitrine.Projects.Catalog;
using Vitrine.Projects.Connections;
using Vitrine.Projects.Endpoints;
using Vitrine.Projects.Ingest;
using Vitrine.Storage;

namespace Vitrine.Projects;

/// <summary>The door of this module.</summary>
public static class ProjectsModule
{
    /// <summary>Adds projects: their tables, the catalog of open projects, and the use cases.</summary>
    public static IServiceCollection AddProjects(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, ProjectsModelPart>();
        services.AddSingleton<LayerCache>();
        services.AddSingleton<WarehousePool>();
        services.AddSingleton(provider => new ProjectCatalog(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(),
            provider.GetRequiredService<LayerCache>(),
            provider.GetRequiredService<WarehousePool>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddTransient<CreateProject>();
        services.AddTransient<ChangeProject>();
        services.AddTransient<ListProjects>();
        services.AddTransient<FindProject>();
        services.AddTransient<FindIngest>();
        services.AddTransient<GetCatalog>();
        services.AddTransient(provider => new IngestProject(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(),
            provider.GetRequiredService<IObjectStore>(),
            provider.GetRequiredService<AccessGuard>(),
            provider.GetRequiredService<JobQueue>(),
            provider.GetRequiredService<LayerCache>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Maps <c>/api/v1/projects</c>.</summary>
    public static IEndpointRouteBuilder MapProjects(this IEndpointRouteBuilder routes)
    {
        ProjectEndpoints.Map(routes);
        return routes;
    }
}
