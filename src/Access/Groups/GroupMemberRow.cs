using Vitrine.Storage;

namespace Vitrine.Access.Groups;

/// <summary>A row of <c>group_members</c>.</summary>
internal sealed class GroupMemberRow : IOrganizationRow
{
    public required Guid OrganizationId { get; init; }

    public required Guid GroupId { get; init; }

    public required Guid PersonId { get; init; }
}
