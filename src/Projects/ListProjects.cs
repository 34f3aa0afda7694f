using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Projects;

/// <summary>Lists the projects that a person may see.</summary>
public sealed class ListProjects(IDbContextFactory<VitrineDatabase> databases, AccessPolicy policy)
{
    /// <summary>The projects by name.</summary>
    public async Task<IReadOnlyList<ProjectRecord>> HandleAsync(Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var rows = await database.Set<ProjectRow>().AsNoTracking()
            .Where(project => project.OrganizationId == principal.OrganizationId)
            .OrderBy(project => project.Name)
            .ToListAsync(cancellationToken);
        return [.. rows.Where(row => May(row, AccessAction.ViewProject)).Select(row => row.ToRecord(May(row, AccessAction.ManageProject)))];

        bool May(ProjectRow row, AccessAction action) => policy.Decide(principal, action, new ProjectSubject(row.OrganizationId, row.Id)).IsAllowed;
    }
}
