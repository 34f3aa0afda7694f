using Microsoft.EntityFrameworkCore;
using Vitrine.Access.People;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Access.Spaces;

/// <summary>Makes a space in a project, or in another space. Whoever makes it has full access.</summary>
public sealed class CreateSpace(IDbContextFactory<VitrineDatabase> databases, SpaceDirectory spaces, AccessGuard guard, TimeProvider clock)
{
    /// <summary>What is made.</summary>
    /// <param name="ProjectId">The project.</param>
    /// <param name="Name">At most 200 characters.</param>
    /// <param name="ParentId">The space it is in; null at the top.</param>
    /// <param name="IsRestricted">True to inherit no access: then only those who are granted it see it.</param>
    public sealed record Request(Guid ProjectId, string Name, Guid? ParentId = null, bool IsRestricted = false);

    /// <summary>Makes it, or refuses.</summary>
    public async Task<SpaceRecord> HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        PersonRules.CheckName(request.Name);
        var tree = await spaces.LoadAsync(principal.OrganizationId, request.ProjectId, cancellationToken);
        AccessSubject place = request.ParentId is { } parent
            ? new SpaceSubject(principal.OrganizationId, request.ProjectId, tree.ChainOf(parent) ?? throw AccessGuard.NotFound())
            : new ProjectSubject(principal.OrganizationId, request.ProjectId);
        await guard.RequireAsync(principal, AccessAction.CreateSpace, place, cancellationToken);
        var row = new SpaceRow
        {
            Id = EntityId.New(clock),
            OrganizationId = principal.OrganizationId,
            ProjectId = request.ProjectId,
            ParentId = request.ParentId,
            Name = request.Name.Trim(),
            Slug = Slug.Free(Slug.From(request.Name, "space"), [.. tree.Nodes.Select(node => node.Slug)]),
            Inherits = !request.IsRestricted,
            CreatedAt = clock.GetUtcNow(),
        };
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        database.Add(row);
        database.Add(new SpaceGrantRow
        {
            OrganizationId = principal.OrganizationId,
            SpaceId = row.Id,
            HolderKind = HolderKind.Person,
            HolderId = principal.PersonId,
            Level = SpaceAccessLevel.Full,
        });
        await database.SaveChangesAsync(cancellationToken);
        return new SpaceRecord(row.Id, row.ParentId, row.Name, row.Slug, request.IsRestricted, SpaceAccessLevel.Full);
    }
}
