using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Vitrine.Storage.Database;

/// <summary>Brings the database to this version's tables before anything else starts.</summary>
internal sealed class DatabaseUpgrade(IDbContextFactory<VitrineDatabase> databases, DataFolder folder) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        folder.Prepare();
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await database.Database.MigrateAsync(cancellationToken);
            // Stays with the file: readers no longer wait for a writer.
            if (database.IsSqlite) await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        }
        catch (Exception exception) when (DiskRefusal.TryRead(exception, out var refusal))
        {
            throw refusal;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
