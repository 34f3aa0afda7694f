using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Apps.Rows;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Chooses the version that viewers get. The one before it stays servable for an hour, for pages that are open.</summary>
public sealed class PublishVersion
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly AuditBook audit;
    private readonly TimeProvider clock;

    internal PublishVersion(IDbContextFactory<VitrineDatabase> databases, AppAccess access, AuditBook audit, TimeProvider clock)
    {
        this.databases = databases;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /// <summary>Publishes it, or refuses one that is not there or failed. Publishing what is published changes nothing.</summary>
    public async Task HandleAsync(Guid appId, int number, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await access.RequireAsync(database, appId, AccessAction.PublishDataApp, principal, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await AppAccess.LockAsync(database, app, cancellationToken);
        var status = await database.Set<VersionRow>().Where(row => row.AppId == appId && row.Number == number).Select(row => (VersionStatus?)row.Status).FirstOrDefaultAsync(cancellationToken)
            ?? throw AccessGuard.NotFound();
        if (status == VersionStatus.Failed) throw AppRules.NotUsable(number);
        if (app.PublishedVersion == number) return;
        var now = clock.GetUtcNow();
        await Publications.EndAsync(database, appId, now, cancellationToken);
        database.Add(new PublicationRow
        {
            Id = EntityId.New(clock),
            OrganizationId = app.OrganizationId,
            AppId = appId,
            Number = number,
            PersonId = principal.PersonId,
            PublishedAt = now,
        });
        (app.PublishedVersion, app.PublishedAt, app.ChangedAt, app.Broken) = (number, now, now, null);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await audit.RecordAsync(principal, AccessAction.PublishDataApp.ScopeName(), "DataApp", appId, true, cancellationToken);
    }
}
