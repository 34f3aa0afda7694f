using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Projects.Ingest;

/// <summary>Shows the ingest in force with its findings.</summary>
public sealed class FindIngest(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard)
{
    /// <summary>The record, or null before the first ingest. Findings name dbt models, so they are for those who manage the project.</summary>
    public async Task<IngestRecord?> HandleAsync(ProjectRecord project, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManageProject, new ProjectSubject(project.OrganizationId, project.Id), cancellationToken);
        if (project.IngestId is not { } id) return null;
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var row = await database.Set<IngestRow>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
        return row is null ? null : row.ToRecord();
    }
}
