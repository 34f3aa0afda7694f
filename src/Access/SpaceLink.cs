namespace Vitrine.Access;

/// <summary>One space of a chain.</summary>
/// <param name="SpaceId">The space.</param>
/// <param name="Inherits">Whether access to the space above it (or, for the topmost, the project role) counts here too. A restricted space does not inherit.</param>
/// <param name="Grants">What is granted on it.</param>
public sealed record SpaceLink(Guid SpaceId, bool Inherits, IReadOnlyList<SpaceGrant> Grants);
