using Microsoft.EntityFrameworkCore;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>The published versions of a project, for background work that has been allowed already, such as running gates again after an ingest.</summary>
public sealed class ListPublished(IDbContextFactory<VitrineDatabase> databases)
{
    /// <summary>A published app.</summary>
    /// <param name="AppId">The app.</param>
    /// <param name="Number">Its published version.</param>
    /// <param name="Contracts">The text of its <c>queries.yml</c>.</param>
    /// <param name="CreatedBy">Who prompted that version.</param>
    public sealed record Published(Guid AppId, int Number, string Contracts, Guid CreatedBy);

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Published>> HandleAsync(Guid organizationId, Guid projectId, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        return await (
            from app in database.Set<AppRow>().AsNoTracking()
            join version in database.Set<VersionRow>() on new { AppId = app.Id, Number = app.PublishedVersion } equals new { version.AppId, Number = (int?)version.Number }
            where app.ProjectId == projectId
            orderby app.Id
            select new Published(app.Id, version.Number, version.Contracts, version.CreatedBy)).ToListAsync(cancellationToken);
    }
}
