namespace Vitrine.Access;

/// <summary>What something is to be done to. A closed set: the records of this file.</summary>
/// <param name="OrganizationId">Whose it is.</param>
public abstract record AccessSubject(Guid OrganizationId);

/// <summary>The organization itself.</summary>
/// <param name="OrganizationId">The organization.</param>
public sealed record OrganizationSubject(Guid OrganizationId) : AccessSubject(OrganizationId);

/// <summary>A project.</summary>
/// <param name="OrganizationId">Whose it is.</param>
/// <param name="ProjectId">The project.</param>
public sealed record ProjectSubject(Guid OrganizationId, Guid ProjectId) : AccessSubject(OrganizationId);

/// <summary>A space.</summary>
/// <param name="OrganizationId">Whose it is.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="Space">The space and those above it.</param>
public sealed record SpaceSubject(Guid OrganizationId, Guid ProjectId, SpaceChain Space) : AccessSubject(OrganizationId);

/// <summary>A data app.</summary>
/// <param name="OrganizationId">Whose it is.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="OwnerId">Who made it. Of weight only while it is personal.</param>
/// <param name="Space">The space it is in, with those above it; null while it is personal.</param>
/// <param name="IsPublished">Whether there is something for viewers.</param>
public sealed record AppSubject(Guid OrganizationId, Guid ProjectId, Guid OwnerId, SpaceChain? Space, bool IsPublished) : AccessSubject(OrganizationId);
