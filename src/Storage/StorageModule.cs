using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;
using Vitrine.Storage.Database;
using Vitrine.Storage.Notices;
using Vitrine.Storage.Objects;

namespace Vitrine.Storage;

/// <summary>The door of this module.</summary>
public static class StorageModule
{
    /// <summary>
    /// Adds the data folder (<c>VITRINE_DATA</c>), the database (<c>DATABASE_URL</c>, else SQLite in the folder) and the object store (S3 by the variables
    /// <c>APPS_S3_BUCKET</c>, <c>S3_*</c>, else the folder). The database is brought up to date when the host starts, before any other service.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var folder = DataFolder.From(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(folder);
        services.AddSingleton(_ => DatabaseTarget.From(configuration, folder));
        services.AddSingleton<IDbContextFactory<VitrineDatabase>, PooledDatabases>();
        services.AddSingleton<IServerNotices>(provider => provider.GetRequiredService<DatabaseTarget>() is { IsSqlite: false } target
            ? new PostgresNotices(target, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PostgresNotices>>())
            : new NoNotices());
        // For ASP.NET Core Identity, whose stores take the context itself.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>().CreateDbContext());
        // Every host sees every table, whichever modules it runs: the tables are those of the migrations.
        foreach (var part in ModelParts.FindAll()) services.AddSingleton(part);
        services.AddHostedService<DatabaseUpgrade>();
        services.AddSingleton(S3Settings.From(configuration));
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<S3Settings>().Bucket is null
            ? new FolderObjectStore(folder.Combine("blobs"))
            : new S3ObjectStore(provider.GetRequiredService<S3Settings>()));
        services.AddSingleton<IDoctorCheck, DataFolderCheck>();
        services.AddSingleton<IDoctorCheck, DatabaseCheck>();
        services.AddSingleton<IDoctorCheck, ObjectStoreCheck>();
        return services;
    }

    /// <summary>Brings the database up to date without a host, for a verb that works on it alone. Refuses as the start of a host does.</summary>
    public static Task UpgradeDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken)
        => ActivatorUtilities.CreateInstance<DatabaseUpgrade>(services).StartingAsync(cancellationToken);
}
