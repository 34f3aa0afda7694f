using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Vitrine.Storage.Database;

/// <summary>
/// Contexts that are used again: making one anew costs a sixth of a millisecond, and a question of an app opens three. None brings along what it was for: the framework
/// forgets rows, transactions and connections, and this class the organization.
/// </summary>
internal sealed class PooledDatabases : IDbContextFactory<VitrineDatabase>
{
    private readonly PooledDbContextFactory<VitrineDatabase> pool;

    public PooledDatabases(IServiceProvider host, DatabaseTarget target)
    {
        var options = new DbContextOptionsBuilder<VitrineDatabase>().UseApplicationServiceProvider(host);
        target.Apply(options);
        pool = new PooledDbContextFactory<VitrineDatabase>(((DbContextOptionsBuilder<VitrineDatabase>)options).Options);
    }

    /// <inheritdoc />
    public VitrineDatabase CreateDbContext() => ForNobody(pool.CreateDbContext());

    /// <inheritdoc />
    public async Task<VitrineDatabase> CreateDbContextAsync(CancellationToken cancellationToken = default) => ForNobody(await pool.CreateDbContextAsync(cancellationToken));

    private static VitrineDatabase ForNobody(VitrineDatabase database)
    {
        database.OrganizationId = null;
        return database;
    }
}
