using Vitrine.Storage;

namespace Vitrine.Access.Spaces;

/// <summary>A row of <c>spaces</c>.</summary>
internal sealed class SpaceRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid ProjectId { get; init; }

    public Guid? ParentId { get; init; }

    public required string Name { get; set; }

    public required string Slug { get; init; }

    public required bool Inherits { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
