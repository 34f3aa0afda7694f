using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Access;
using Vitrine.Jobs;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Projects.Connections;
using Vitrine.Projects.Endpoints;
using Vitrine.Projects.Ingest;
using Vitrine.Storage;

namespace Vitrine.Projects;

public static partial class ProjectsModule
{
    /// <summary>Maps <c>/api/v1/projects</c>.</summary>
    public static IEndpointRouteBuilder MapProjects(this IEndpointRouteBuilder routes)
    {
        ProjectEndpoints.Map(routes);
        return routes;
    }

    static partial void AddAsking(IServiceCollection services)
    {
        services.AddSingleton<IngestBlobs>();
        services.AddSingleton<LayerCache>();
        services.AddSingleton<WarehousePool>();
        services.AddDataProtection();
        services.AddSingleton<ConnectionVault>();
        services.AddTransient<IDoctorCheck, WarehousesCheck>();
        services.AddSingleton(provider => new ProjectCatalog(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(),
            provider.GetRequiredService<LayerCache>(),
            provider.GetRequiredService<WarehousePool>(),
            provider.GetRequiredService<ConnectionVault>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddTransient(provider => new CreateProject(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(),
            provider.GetRequiredService<AccessGuard>(),
            provider.GetRequiredService<ConnectionVault>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddTransient(provider => new ChangeProject(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(),
            provider.GetRequiredService<AccessGuard>(),
            provider.GetRequiredService<ConnectionVault>()));
        services.AddTransient<GetCatalog>();
        services.AddTransient(provider => new IngestProject(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(),
            provider.GetRequiredService<IngestBlobs>(),
            provider.GetRequiredService<AccessGuard>(),
            provider.GetRequiredService<JobQueue>(),
            provider.GetRequiredService<LayerCache>(),
            provider.GetServices<IContractCheck>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
