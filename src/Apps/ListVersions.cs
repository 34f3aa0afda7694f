using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Lists the versions of an app for its editors.</summary>
public sealed class ListVersions
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;

    internal ListVersions(IDbContextFactory<VitrineDatabase> databases, AppAccess access)
    {
        this.databases = databases;
        this.access = access;
    }

    /// <summary>All versions, the newest first; or a refusal.</summary>
    public async Task<IReadOnlyList<VersionRecord>> HandleAsync(Guid appId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        await access.RequireAsync(database, appId, AccessAction.ManageDataApp, principal, cancellationToken);
        var rows = await database.Set<VersionRow>().AsNoTracking().Where(row => row.AppId == appId).OrderByDescending(row => row.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToRecord(principal, mayEdit: true))];
    }
}
