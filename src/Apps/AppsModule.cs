using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Access.Spaces;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>The door of this module.</summary>
public static class AppsModule
{
    /// <summary>Adds apps, their versions and publishing.</summary>
    public static IServiceCollection AddApps(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IModelPart, AppsModelPart>();
        services.AddSingleton<AppAccess>();
        services.AddSingleton<VersionCache>();
        services.AddTransient<ListApps>();
        services.AddTransient<ListPublished>();
        services.AddTransient<FlagApp>();
        services.AddTransient(provider => new CreateApp(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<SpaceDirectory>(provider), Get<AccessGuard>(provider), Get<DataAppsSwitch>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new FindApp(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider)));
        services.AddTransient(provider => new NameApps(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider)));
        services.AddTransient(provider => new ChangeApp(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new DescribeApp(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new MoveApp(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<SpaceDirectory>(provider), Get<AccessGuard>(provider), Get<AuditBook>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new DeleteApp(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<AuditBook>(provider)));
        services.AddTransient(provider => new DuplicateApp(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<AccessGuard>(provider), Get<CreateApp>(provider)));
        services.AddTransient(provider => new InsertVersion(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new RestoreVersion(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new PublishVersion(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<AuditBook>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new UnpublishApp(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<AuditBook>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new ServableVersion(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider), Get<DataAppsSwitch>(provider), Get<VersionCache>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new ListVersions(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<AppAccess>(provider)));
        return services;
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull
        => provider.GetRequiredService<T>();
}
