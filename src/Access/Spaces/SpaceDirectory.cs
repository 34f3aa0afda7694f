using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Access.Spaces;

/// <summary>Loads the spaces of a project with their grants: what lists filter by, and what decides about an app in a space.</summary>
public sealed class SpaceDirectory(IDbContextFactory<VitrineDatabase> databases)
{
    private static readonly ModelQuery<Func<VitrineDatabase, Guid, IAsyncEnumerable<Granted>>> OfProject = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, Guid projectId) =>
            from space in database.Set<SpaceRow>().AsNoTracking().Where(row => row.ProjectId == projectId)
            join grant in database.Set<SpaceGrantRow>().AsNoTracking() on space.Id equals grant.SpaceId into grants
            from grant in grants.DefaultIfEmpty()
            select new Granted(space, grant)));

    /// <summary>All spaces of a project. They are few; the tree is read whole.</summary>
    public async Task<SpaceTree> LoadAsync(Guid organizationId, Guid projectId, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        return await LoadAsync(database, projectId, cancellationToken);
    }

    /// <summary>The same, over a database that the caller has open.</summary>
    public static async Task<SpaceTree> LoadAsync(VitrineDatabase database, Guid projectId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        var rows = new List<Granted>();
        await foreach (var row in OfProject.For(database)(database, projectId).WithCancellation(cancellationToken)) rows.Add(row);
        return new SpaceTree(projectId, [.. rows.GroupBy(row => row.Space.Id).Select(rows => (rows.First().Space, Grants: rows.Select(row => row.Grant).OfType<SpaceGrantRow>())).Select(one => new SpaceNode(
            one.Space.Id, one.Space.ParentId, one.Space.Name, one.Space.Slug, one.Space.Inherits, [.. one.Grants.Select(grant => new SpaceGrant(grant.HolderKind, grant.HolderId, grant.Level))]))]);
    }

    private sealed record Granted(SpaceRow Space, SpaceGrantRow? Grant);
}
