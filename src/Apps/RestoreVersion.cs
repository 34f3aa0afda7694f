using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps.Rows;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Goes back to an old version: a new one over the same blobs becomes the draft. Nothing is rebuilt or overwritten.</summary>
public sealed class RestoreVersion
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly TimeProvider clock;

    internal RestoreVersion(IDbContextFactory<VitrineDatabase> databases, AppAccess access, TimeProvider clock)
    {
        this.databases = databases;
        this.access = access;
        this.clock = clock;
    }

    /// <summary>Restores it and returns the new number; or refuses a version that is not there or failed.</summary>
    public async Task<int> HandleAsync(Guid appId, int number, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await access.RequireAsync(database, appId, AccessAction.ManageDataApp, principal, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await AppAccess.LockAsync(database, app, cancellationToken);
        var old = await database.Set<VersionRow>().AsNoTracking().FirstOrDefaultAsync(row => row.AppId == appId && row.Number == number, cancellationToken) ?? throw AccessGuard.NotFound();
        if (old.Status == VersionStatus.Failed) throw AppRules.NotUsable(number);
        var now = clock.GetUtcNow();
        app.LastNumber++;
        app.DraftVersion = app.LastNumber;
        app.ChangedAt = now;
        // Its screenshots keep the fingerprint of the person whose data they show. The turn stays with the version that it made.
        database.Add(old with
        {
            Id = EntityId.New(clock),
            Number = app.LastNumber,
            TurnId = EntityId.New(clock),
            Prompt = "",
            Summary = $"Restored from version {number}.",
            CreatedBy = principal.PersonId,
            CreatedAt = now,
        });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return app.LastNumber;
    }
}
