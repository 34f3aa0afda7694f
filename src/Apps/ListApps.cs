using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Spaces;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Lists the apps of a project that a person may open. What they may not see is left out by the query itself; so are apps for which nothing was built because the data is not there.</summary>
public sealed class ListApps(IDbContextFactory<VitrineDatabase> databases, SpaceDirectory spaces, AccessGuard guard, IEnumerable<IDeclinedApps> declined)
{
    /// <summary>The apps, the last changed first.</summary>
    public async Task<IReadOnlyList<AppRecord>> HandleAsync(Guid projectId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ViewProject, new ProjectSubject(principal.OrganizationId, projectId), cancellationToken);
        var role = principal.RoleIn(projectId)!.Value;
        var tree = await spaces.LoadAsync(principal.OrganizationId, projectId, cancellationToken);
        var visible = tree.ReachableBy(principal, SpaceAccessLevel.View);
        var editable = tree.ReachableBy(principal, SpaceAccessLevel.Edit);
        var seesAll = role == ProjectRole.Admin;
        var me = principal.PersonId;

        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var rows = await database.Set<AppRow>().AsNoTracking()
            .Where(app => app.ProjectId == projectId)
            .Where(app => seesAll
                || (app.SpaceId == null && app.OwnerId == me)
                || (app.SpaceId != null && editable.Contains(app.SpaceId.Value))
                || (app.SpaceId != null && app.PublishedVersion != null && visible.Contains(app.SpaceId.Value)))
            .Select(app => new
            {
                App = app,
                Thumbnail = database.Set<VersionRow>()
                    .Where(version => version.AppId == app.Id && version.Number == (app.PublishedVersion ?? app.DraftVersion))
                    .Select(version => version.Thumbnail).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        Guid[] unbuilt = [.. rows.Where(row => row.App.LastNumber == 0).Select(row => row.App.Id)];
        foreach (var source in unbuilt.Length > 0 ? declined : [])
        {
            var hidden = await source.FindAsync(database, unbuilt, cancellationToken);
            rows.RemoveAll(row => hidden.Contains(row.App.Id));
        }

        return [.. rows.OrderByDescending(row => row.App.ChangedAt).Select(row => row.App.ToRecord(MayEdit(row.App), row.Thumbnail))];

        bool MayEdit(AppRow app) => seesAll || (app.SpaceId is { } space ? editable.Contains(space) : app.OwnerId == me && role >= ProjectRole.Editor);
    }
}
