namespace Vitrine.Access;

/// <summary>Who a role or a grant is given to.</summary>
public enum HolderKind
{
    /// <summary>One person.</summary>
    Person = 0,

    /// <summary>Everybody in a group.</summary>
    Group = 1,
}

/// <summary>One grant of a space.</summary>
/// <param name="Kind">A person or a group.</param>
/// <param name="HolderId">Which.</param>
/// <param name="Level">What they may do.</param>
public sealed record SpaceGrant(HolderKind Kind, Guid HolderId, SpaceAccessLevel Level)
{
    /// <summary>Whether this person has it.</summary>
    public bool IsHeldBy(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Kind == HolderKind.Person ? HolderId == principal.PersonId : principal.Groups.Contains(HolderId);
    }
}
