namespace Vitrine.Access;

/// <summary>A space and all above it, from the inside out: what decides about access to it.</summary>
/// <param name="Links">At least one.</param>
public sealed record SpaceChain(IReadOnlyList<SpaceLink> Links)
{
    /// <summary>
    /// What somebody with this project role may do in it: the highest of what is granted on it and, as far as it inherits, on those above it; a chain that
    /// inherits to the top adds what the project role gives (viewers view, editors edit). Admins of the project have full access everywhere.
    /// </summary>
    public SpaceAccessLevel LevelFor(Principal principal, ProjectRole role)
    {
        if (role == ProjectRole.Admin) return SpaceAccessLevel.Full;
        var level = SpaceAccessLevel.None;
        foreach (var link in Links)
        {
            foreach (var grant in link.Grants)
            {
                if (grant.Level > level && grant.IsHeldBy(principal)) level = grant.Level;
            }

            if (!link.Inherits) return level;
        }

        var byRole = role == ProjectRole.Editor ? SpaceAccessLevel.Edit : SpaceAccessLevel.View;
        return byRole > level ? byRole : level;
    }
}
