namespace Vitrine.Access.Spaces;

/// <summary>A space as one person sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">The space it is in, if this person may see that one.</param>
/// <param name="Name">What people read.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="IsRestricted">Whether it inherits no access.</param>
/// <param name="Level">What this person may do in it.</param>
public sealed record SpaceRecord(Guid Id, Guid? ParentId, string Name, string Slug, bool IsRestricted, SpaceAccessLevel Level);
