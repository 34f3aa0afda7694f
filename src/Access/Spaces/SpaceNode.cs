namespace Vitrine.Access.Spaces;

/// <summary>A space of a tree.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">The space it is in; null at the top.</param>
/// <param name="Name">What people read.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Inherits">False for a restricted space.</param>
/// <param name="Grants">What is granted on it.</param>
public sealed record SpaceNode(Guid Id, Guid? ParentId, string Name, string Slug, bool Inherits, IReadOnlyList<SpaceGrant> Grants);
