using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Builds.Bundles;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Rechecks;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Primitives;
using Vitrine.Projects.Ingest;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds;

/// <summary>Door of the module that turns the files of an app into a version: workspaces, the build, the gates, and where their results are stored.</summary>
public static class BuildsModule
{
    /// <summary>Registers what building needs. Storage, serving, sandboxes, browsers, projects and queries are the host's.</summary>
    public static IServiceCollection AddBuilds(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<SourceStore>();
        services.AddSingleton<VersionBlobs>();
        services.AddSingleton<IDocumentStore, BundleDocuments>();
        services.AddSingleton(provider => provider.GetService<IConfiguration>()?.GetSection("Sandboxes").Get<PausingSettings>() ?? new PausingSettings());
        services.AddSingleton<WorkspacePool>();
        services.AddGates();
        services.AddSingleton<BuildPipeline>();
        services.AddSingleton<IJobHandler, RecheckApps>();
        services.AddTransient<IContractCheck, ContractCheck>();
        services.AddSingleton<IDoctorCheck, WorkerDoctorCheck>();
        return services;
    }
}
