using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Integration;

/// <summary>The modules that keep state, over a database of their own that the migrations made, with a clock that the test moves.</summary>
public sealed class StateHost : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder;
    private bool ownsFolder;

    private StateHost(ServiceProvider services, string folder)
    {
        this.services = services;
        this.folder = folder;
    }

    public FakeTimeProvider Clock { get; private init; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => services;

    public DataFolder Folder => Get<DataFolder>();

    /// <summary>Over SQLite, or over the PostgreSQL behind this address; in a folder of its own, or as a second server in that of another, which keeps it.</summary>
    public static async Task<StateHost> StartAsync(string? databaseUrl, Action<IServiceCollection>? more = null, TimeProvider? clock = null, string? dataFolder = null)
    {
        var folder = dataFolder ?? Directory.CreateTempSubdirectory("vitrine-state-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["VITRINE_DATA"] = folder,
            ["DATABASE_URL"] = databaseUrl,
            ["APPS_RUNTIME_ENABLED"] = "true",
        }).Build();
        var fake = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var collection = new ServiceCollection();
        collection.AddSingleton(clock ?? fake);
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging();
        collection.AddDataProtection();
        collection.AddStorage(configuration).AddJobs().AddLedger().AddAccess().AddApps();
        more?.Invoke(collection);
        var host = new StateHost(collection.BuildServiceProvider(validateScopes: true), folder) { Clock = fake, ownsFolder = dataFolder is null };
        await using var database = await host.OpenAsync();
        await database.Database.MigrateAsync(TestContext.Current.CancellationToken);
        if (database.IsSqlite) await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", TestContext.Current.CancellationToken);
        return host;
    }

    public T Get<T>()
        where T : notnull
        => services.GetRequiredService<T>();

    public IEnumerable<T> All<T>() => services.GetServices<T>();

    public Task<VitrineDatabase> OpenAsync() => Get<IDbContextFactory<VitrineDatabase>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Each host has a database of its own, and what its pool kept open would stay with the server to the end of the run.
        await using (var database = await Get<IDbContextFactory<VitrineDatabase>>().CreateDbContextAsync())
        {
            if (database.Database.GetDbConnection() is NpgsqlConnection connection) NpgsqlConnection.ClearPool(connection);
        }

        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (ownsFolder) Directory.Delete(folder, recursive: true);
    }
}
