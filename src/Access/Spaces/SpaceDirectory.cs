using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Access.Spaces;

/// <summary>Loads the spaces of a project with their grants: what lists filter by, and what decides about an app in a space.</summary>
public sealed class SpaceDirectory(IDbContextFactory<VitrineDatabase> databases)
{
    /// <summary>All spaces of a project. They are few; the tree is read whole.</summary>
    public async Task<SpaceTree> LoadAsync(Guid organizationId, Guid projectId, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        var spaces = await database.Set<SpaceRow>().AsNoTracking().Where(row => row.ProjectId == projectId).ToListAsync(cancellationToken);
        var ids = spaces.Select(space => space.Id).ToList();
        var grants = (await database.Set<SpaceGrantRow>().AsNoTracking().Where(row => ids.Contains(row.SpaceId)).ToListAsync(cancellationToken))
            .ToLookup(row => row.SpaceId, row => new SpaceGrant(row.HolderKind, row.HolderId, row.Level));
        return new SpaceTree(projectId, [.. spaces.Select(space => new SpaceNode(space.Id, space.ParentId, space.Name, space.Slug, space.Inherits, [.. grants[space.Id]]))]);
    }
}
