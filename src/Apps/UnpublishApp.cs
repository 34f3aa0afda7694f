using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Takes an app from its viewers, at once: pages that are open get nothing more either.</summary>
public sealed class UnpublishApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly AuditBook audit;
    private readonly TimeProvider clock;

    internal UnpublishApp(IDbContextFactory<VitrineDatabase> databases, AppAccess access, AuditBook audit, TimeProvider clock)
    {
        this.databases = databases;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /// <summary>Unpublishes it, or refuses. What is not published stays so.</summary>
    public async Task HandleAsync(Guid appId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await access.RequireAsync(database, appId, AccessAction.PublishDataApp, principal, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await AppAccess.LockAsync(database, app, cancellationToken);
        await Publications.EndAsync(database, appId, clock.GetUtcNow(), cancellationToken);
        (app.PublishedVersion, app.PublishedAt, app.ChangedAt) = (null, null, clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await audit.RecordAsync(principal, "unpublish:DataApp", "DataApp", appId, true, cancellationToken);
    }
}
