using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Projects;

/// <summary>Finds a project by slug or id.</summary>
public sealed class FindProject(IDbContextFactory<VitrineDatabase> databases, AccessPolicy policy)
{
    /// <summary>The project, or a refusal that does not tell an unknown one from one that this person may not see.</summary>
    public async Task<ProjectRecord> HandleAsync(string slugOrId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(slugOrId);
        ArgumentNullException.ThrowIfNull(principal);
        var id = Guid.TryParse(slugOrId, out var parsed) ? parsed : Guid.Empty;
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var row = await database.Set<ProjectRow>().AsNoTracking().FirstOrDefaultAsync(
            project => project.OrganizationId == principal.OrganizationId && (project.Slug == slugOrId || project.Id == id), cancellationToken);
        if (row is null || !May(AccessAction.ViewProject)) throw ProjectRefusals.Unknown();
        return row.ToRecord(May(AccessAction.ManageProject));

        bool May(AccessAction action) => policy.Decide(principal, action, new ProjectSubject(row.OrganizationId, row.Id)).IsAllowed;
    }
}
