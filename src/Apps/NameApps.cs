using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Gives the names of apps that are shown beside something else, all with one question.</summary>
public sealed class NameApps
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;

    internal NameApps(IDbContextFactory<VitrineDatabase> databases, AppAccess access) => (this.databases, this.access) = (databases, access);

    /// <summary>Name and slug by id, of those that are there and that this person may see.</summary>
    public async Task<IReadOnlyDictionary<Guid, (string Name, string Slug)>> HandleAsync(IReadOnlyCollection<Guid> apps, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(apps);
        ArgumentNullException.ThrowIfNull(principal);
        if (apps.Count == 0) return new Dictionary<Guid, (string, string)>();
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var rows = await database.Set<AppRow>().AsNoTracking().Where(row => apps.Contains(row.Id)).ToListAsync(cancellationToken);
        return (await access.VisibleAsync(database, rows, principal, cancellationToken)).ToDictionary(row => row.Id, row => (row.Name, row.Slug));
    }
}
