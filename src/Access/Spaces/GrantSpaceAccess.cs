using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Audit;
using Vitrine.Access.Groups;
using Vitrine.Storage;

namespace Vitrine.Access.Spaces;

/// <summary>Says what a person or a group may do in a space.</summary>
public sealed class GrantSpaceAccess(IDbContextFactory<VitrineDatabase> databases, SpaceDirectory spaces, AccessGuard guard, AuditBook audit)
{
    /// <summary>What is granted.</summary>
    /// <param name="ProjectId">The space's project.</param>
    /// <param name="SpaceId">The space.</param>
    /// <param name="Kind">A person or a group.</param>
    /// <param name="HolderId">Which.</param>
    /// <param name="Level">What they may do; <see cref="SpaceAccessLevel.None"/> takes the grant.</param>
    public sealed record Request(Guid ProjectId, Guid SpaceId, HolderKind Kind, Guid HolderId, SpaceAccessLevel Level);

    /// <summary>Grants it, or refuses.</summary>
    public async Task HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        var tree = await spaces.LoadAsync(principal.OrganizationId, request.ProjectId, cancellationToken);
        var chain = tree.ChainOf(request.SpaceId) ?? throw AccessGuard.NotFound();
        await guard.RequireAsync(principal, AccessAction.ManageSpace, new SpaceSubject(principal.OrganizationId, request.ProjectId, chain), cancellationToken);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        await HolderRules.CheckAsync(database, request.Kind, request.HolderId, cancellationToken);
        var row = await database.Set<SpaceGrantRow>().FirstOrDefaultAsync(
            row => row.SpaceId == request.SpaceId && row.HolderKind == request.Kind && row.HolderId == request.HolderId, cancellationToken);
        if (request.Level == SpaceAccessLevel.None)
        {
            if (row is not null) database.Remove(row);
        }
        else if (row is not null)
        {
            row.Level = request.Level;
        }
        else
        {
            database.Add(new SpaceGrantRow
            {
                OrganizationId = principal.OrganizationId,
                SpaceId = request.SpaceId,
                HolderKind = request.Kind,
                HolderId = request.HolderId,
                Level = request.Level,
            });
        }

        await database.SaveChangesAsync(cancellationToken);
        await audit.RecordAsync(principal, "manage:Space", "Space", request.SpaceId, true, cancellationToken);
    }
}
