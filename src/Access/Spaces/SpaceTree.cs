namespace Vitrine.Access.Spaces;

/// <summary>The spaces of a project.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Nodes">All of them.</param>
public sealed record SpaceTree(Guid ProjectId, IReadOnlyList<SpaceNode> Nodes)
{
    /// <summary>The space of this id with those above it, or null when the project has none.</summary>
    public SpaceChain? ChainOf(Guid spaceId)
    {
        var byId = Nodes.ToDictionary(node => node.Id);
        if (!byId.TryGetValue(spaceId, out var node)) return null;
        var links = new List<SpaceLink>();
        for (var current = node; current is not null; current = current.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
        {
            // A space whose parent is gone inherits from nothing.
            var isCut = current.ParentId is { } above && !byId.ContainsKey(above);
            links.Add(new SpaceLink(current.Id, current.Inherits && !isCut, current.Grants));
        }

        return new SpaceChain(links);
    }

    /// <summary>The spaces in which this person has at least this level.</summary>
    public IReadOnlyList<Guid> ReachableBy(Principal principal, SpaceAccessLevel level)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.RoleIn(ProjectId) is { } role ? [.. Nodes.Where(node => ChainOf(node.Id)!.LevelFor(principal, role) >= level).Select(node => node.Id)] : [];
    }
}
