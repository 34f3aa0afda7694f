using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>The one rule of which versions a person gets; serving, contracts, options and exports all ask it.</summary>
public sealed class ServableVersion
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly DataAppsSwitch dataApps;
    private readonly VersionCache versions;
    private readonly TimeProvider clock;

    internal ServableVersion(IDbContextFactory<VitrineDatabase> databases, AppAccess access, DataAppsSwitch dataApps, VersionCache versions, TimeProvider clock)
    {
        this.versions = versions;
        this.databases = databases;
        this.access = access;
        this.dataApps = dataApps;
        this.clock = clock;
    }

    /// <summary>
    /// The version when it is published, or was replaced by another less than an hour ago, or when the person may edit the app. Anything else is 404, whatever the reason.
    /// </summary>
    public async Task<VersionRecord> HandleAsync(Guid appId, int number, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        dataApps.Require();
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await database.Set<AppRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == appId, cancellationToken) ?? throw AccessGuard.NotFound();
        var subject = await AppAccess.SubjectOfAsync(database, app, cancellationToken);
        await access.RequireAsync(subject, AccessAction.ViewDataApp, principal, cancellationToken);
        return await FindAsync(database, app, subject, number, principal, cancellationToken);
    }

    /// <summary>The app with this slug or id and its version, by the same rule: what every question of an open app begins with, so each row is read once.</summary>
    public async Task<(AppRecord App, VersionRecord Version)> HandleAsync(string app, int number, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(principal);
        dataApps.Require();
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken); // once, not for each of the questions below
        var (row, subject) = await access.SeeAsync(database, app, principal, null, cancellationToken);
        var version = await FindAsync(database, row, subject, number, principal, cancellationToken);
        return (row.ToRecord(access.May(subject, AccessAction.ManageDataApp, principal), version.Thumbnail), version);
    }

    private async Task<VersionRecord> FindAsync(VitrineDatabase database, AppRow app, AppSubject subject, int number, Principal principal, CancellationToken cancellationToken)
    {
        var mayEdit = access.May(subject, AccessAction.ManageDataApp, principal);
        if (!mayEdit && app.PublishedVersion != number)
        {
            var since = clock.GetUtcNow() - Publications.Grace;
            var wasJustReplaced = app.PublishedVersion is not null
                && await database.Set<PublicationRow>().AnyAsync(row => row.AppId == app.Id && row.Number == number && row.ReplacedAt > since, cancellationToken);
            if (!wasJustReplaced) throw AccessGuard.NotFound();
        }

        var version = await versions.FindAsync(database, app.Id, number, cancellationToken) ?? throw AccessGuard.NotFound();
        return version.ToRecord(principal, mayEdit);
    }
}
