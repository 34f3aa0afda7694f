using Vitrine.Storage;

namespace Vitrine.Access.Groups;

/// <summary>A row of <c>project_roles</c>: the role of a person or a group in a project.</summary>
internal sealed class ProjectRoleRow : IOrganizationRow
{
    public required Guid OrganizationId { get; init; }

    public required Guid ProjectId { get; init; }

    public required HolderKind HolderKind { get; init; }

    public required Guid HolderId { get; init; }

    public required ProjectRole Role { get; set; }
}
