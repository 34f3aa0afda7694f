using Vitrine.Storage;

namespace Vitrine.Access.Spaces;

/// <summary>A row of <c>space_grants</c>.</summary>
internal sealed class SpaceGrantRow : IOrganizationRow
{
    public required Guid OrganizationId { get; init; }

    public required Guid SpaceId { get; init; }

    public required HolderKind HolderKind { get; init; }

    public required Guid HolderId { get; init; }

    public required SpaceAccessLevel Level { get; set; }
}
