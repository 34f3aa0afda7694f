using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Spaces;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Finds apps, and what the policy is asked about them. Every handler of this module goes through it.</summary>
internal sealed class AppAccess(SpaceDirectory spaces, AccessPolicy policy, AccessGuard guard)
{
    public async Task<AppSubject> SubjectOfAsync(AppRow app, CancellationToken cancellationToken)
    {
        SpaceChain? chain = null;
        if (app.SpaceId is { } space)
        {
            var tree = await spaces.LoadAsync(app.OrganizationId, app.ProjectId, cancellationToken);
            // An app whose space is gone is nobody's but the admins': a chain that grants nothing.
            chain = tree.ChainOf(space) ?? new SpaceChain([new SpaceLink(space, false, [])]);
        }

        return new AppSubject(app.OrganizationId, app.ProjectId, app.OwnerId, chain, app.PublishedVersion is not null);
    }

    /// <summary>The app, when this principal may do this to it; tracked, so that the caller may change it.</summary>
    public async Task<AppRow> RequireAsync(VitrineDatabase database, Guid appId, AccessAction action, Principal principal, CancellationToken cancellationToken)
    {
        var app = await database.Set<AppRow>().FirstOrDefaultAsync(row => row.Id == appId, cancellationToken) ?? throw AccessGuard.NotFound();
        await RequireAsync(await SubjectOfAsync(app, cancellationToken), action, principal, cancellationToken);
        return app;
    }

    /// <summary>Refuses unless this principal may do this to it.</summary>
    public Task RequireAsync(AppSubject app, AccessAction action, Principal principal, CancellationToken cancellationToken) => guard.RequireAsync(principal, action, app, cancellationToken);

    public async Task<bool> MayAsync(AppRow app, AccessAction action, Principal principal, CancellationToken cancellationToken)
        => May(await SubjectOfAsync(app, cancellationToken), action, principal);

    /// <summary>The same, for a caller that asks more than one thing of an app.</summary>
    public bool May(AppSubject app, AccessAction action, Principal principal) => policy.Decide(principal, action, app).IsAllowed;

    /// <summary>
    /// Takes the app's row for this transaction, so that numbers and pointers change one writer at a time, and reads it anew.
    /// </summary>
    public static async Task LockAsync(VitrineDatabase database, AppRow app, CancellationToken cancellationToken)
    {
        if (await database.Set<AppRow>().Where(row => row.Id == app.Id).ExecuteUpdateAsync(row => row.SetProperty(app => app.LastNumber, app => app.LastNumber), cancellationToken) == 0)
            throw AccessGuard.NotFound();
        await database.Entry(app).ReloadAsync(cancellationToken);
    }
}
