using Vitrine.Storage;

namespace Vitrine.Access.Groups;

/// <summary>A row of <c>groups</c>.</summary>
internal sealed class GroupRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required string Name { get; set; }
}
