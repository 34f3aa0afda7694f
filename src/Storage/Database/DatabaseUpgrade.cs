using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Hosting;
using Vitrine.Primitives;

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
            // Looking for a table that is not there is logged as a failure by PostgreSQL's provider, and nothing has failed.
            if (!database.IsSqlite) await database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            await RequireKnownAsync(database, cancellationToken);
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

    // Its tables are not those that this version's migrations start from; going on would end in the middle.
    private async Task RequireKnownAsync(VitrineDatabase database, CancellationToken cancellationToken)
    {
        var known = database.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if ((await database.Database.GetAppliedMigrationsAsync(cancellationToken)).All(known.Contains)) return;
        var place = database.IsSqlite ? $"The database in {folder.Path}" : "The database of DATABASE_URL";
        throw new RefusalException(
            "storage.foreign-database",
            $"{place} was made by another version of Vitrine. Start that version, or move the database away (or name another in VITRINE_DATA or DATABASE_URL) to begin anew.",
            RefusalKind.Conflict);
    }
}
