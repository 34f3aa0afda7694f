namespace Vitrine.Access.Spaces;

/// <summary>Lists the spaces of a project that a person may see.</summary>
public sealed class ListSpaces(SpaceDirectory spaces, AccessGuard guard)
{
    /// <summary>The spaces by name.</summary>
    public async Task<IReadOnlyList<SpaceRecord>> HandleAsync(Guid projectId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ViewProject, new ProjectSubject(principal.OrganizationId, projectId), cancellationToken);
        var role = principal.RoleIn(projectId)!.Value;
        var tree = await spaces.LoadAsync(principal.OrganizationId, projectId, cancellationToken);
        var visible = tree.ReachableBy(principal, SpaceAccessLevel.View).ToHashSet();
        return [.. tree.Nodes.Where(node => visible.Contains(node.Id)).OrderBy(node => node.Name, StringComparer.OrdinalIgnoreCase).Select(node => new SpaceRecord(
            node.Id, node.ParentId is { } parent && visible.Contains(parent) ? parent : null, node.Name, node.Slug, !node.Inherits, tree.ChainOf(node.Id)!.LevelFor(principal, role)))];
    }
}
