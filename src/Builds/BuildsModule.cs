using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Access.Audit;
using Vitrine.Access.People;
using Vitrine.Apps;
using Vitrine.Builds.Bundles;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Rechecks;
using Vitrine.Builds.Register;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Ledger.Prices;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Projects.Ingest;
using Vitrine.Sandboxes;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

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
        services.AddSingleton<SandboxRegister>();
        services.AddSingleton(provider => new WorkspacePool(
            Get<ISandboxProvider>(provider), Get<AppTemplateSource>(provider), Get<SandboxRegister>(provider), Get<PausingSettings>(provider), Get<TimeProvider>(provider), Get<ILogger<WorkspacePool>>(provider)));
        services.AddSingleton<IModelPart, BuildsModelPart>();
        services.AddSingleton<SandboxSight>();
        services.AddTransient(provider => new ListSandboxes(
            Get<IDbContextFactory<VitrineDatabase>>(provider), Get<SandboxSight>(provider), Get<SandboxPrices>(provider), Get<ListProjects>(provider), Get<ListPeople>(provider), Get<NameApps>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new KillSandbox(
            Get<IDbContextFactory<VitrineDatabase>>(provider), Get<SandboxSight>(provider), Get<SandboxRegister>(provider), Get<IServerNotices>(provider), Get<AuditBook>(provider), Get<TimeProvider>(provider)));
        services.AddHostedService<SandboxReports>();
        services.AddGates();
        services.AddSingleton<BuildPipeline>();
        services.AddSingleton<IJobHandler, RecheckApps>();
        services.AddTransient<IContractCheck, ContractCheck>();
        services.AddSingleton<IDoctorCheck, WorkerDoctorCheck>();
        return services;
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
