using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Access.Spaces;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Moves an app into a space. From then on the space alone decides who may do what to it.</summary>
public sealed class MoveApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly SpaceDirectory spaces;
    private readonly AccessGuard guard;
    private readonly AuditBook audit;
    private readonly TimeProvider clock;

    internal MoveApp(IDbContextFactory<VitrineDatabase> databases, AppAccess access, SpaceDirectory spaces, AccessGuard guard, AuditBook audit, TimeProvider clock)
    {
        this.databases = databases;
        this.access = access;
        this.spaces = spaces;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
    }

    /// <summary>Moves it, or refuses: the app must be one's to edit, and the space one's to put apps into.</summary>
    public async Task HandleAsync(Guid appId, Guid spaceId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await access.RequireAsync(database, appId, AccessAction.ManageDataApp, principal, cancellationToken);
        var tree = await spaces.LoadAsync(principal.OrganizationId, app.ProjectId, cancellationToken);
        var chain = tree.ChainOf(spaceId) ?? throw AccessGuard.NotFound();
        await guard.RequireAsync(principal, AccessAction.CreateDataApp, new SpaceSubject(app.OrganizationId, app.ProjectId, chain), cancellationToken);
        (app.SpaceId, app.ChangedAt) = (spaceId, clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        await audit.RecordAsync(principal, "move:DataApp", "DataApp", appId, true, cancellationToken);
    }
}
