using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Audit;
using Vitrine.Storage;

namespace Vitrine.Access.Groups;

/// <summary>Gives a person or a group a role in a project, or takes it.</summary>
public sealed class SetProjectRole(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard, AuditBook audit)
{
    /// <summary>What is set.</summary>
    /// <param name="ProjectId">The project.</param>
    /// <param name="Kind">A person or a group.</param>
    /// <param name="HolderId">Which.</param>
    /// <param name="Role">The role; null takes it.</param>
    public sealed record Request(Guid ProjectId, HolderKind Kind, Guid HolderId, ProjectRole? Role);

    /// <summary>Sets it, or refuses.</summary>
    public async Task HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManageProject, new ProjectSubject(principal.OrganizationId, request.ProjectId), cancellationToken);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        await HolderRules.CheckAsync(database, request.Kind, request.HolderId, cancellationToken);
        var row = await database.Set<ProjectRoleRow>().FirstOrDefaultAsync(
            row => row.ProjectId == request.ProjectId && row.HolderKind == request.Kind && row.HolderId == request.HolderId, cancellationToken);
        if (request.Role is { } role)
        {
            if (row is not null) row.Role = role;
            else
            {
                database.Add(new ProjectRoleRow
                {
                    OrganizationId = principal.OrganizationId,
                    ProjectId = request.ProjectId,
                    HolderKind = request.Kind,
                    HolderId = request.HolderId,
                    Role = role,
                });
            }
        }
        else if (row is not null)
        {
            database.Remove(row);
        }

        await database.SaveChangesAsync(cancellationToken);
        await audit.RecordAsync(principal, "set:ProjectRole", "Project", request.ProjectId, true, cancellationToken);
    }
}
