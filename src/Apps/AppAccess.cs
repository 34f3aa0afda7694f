using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Spaces;
using Vitrine.Apps.Rows;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Finds apps, and what the policy is asked about them. Every handler of this module goes through it.</summary>
internal sealed class AppAccess(AccessPolicy policy, AccessGuard guard)
{
    private static readonly ModelQuery<Func<VitrineDatabase, Guid, IAsyncEnumerable<AppRow>>> ById = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, Guid id) => database.Set<AppRow>().AsNoTracking().Where(row => row.Id == id)));

    private static readonly ModelQuery<Func<VitrineDatabase, string, IAsyncEnumerable<AppRow>>> BySlug = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, string slug) => database.Set<AppRow>().AsNoTracking().Where(row => row.Slug == slug)));

    public static async Task<AppSubject> SubjectOfAsync(VitrineDatabase database, AppRow app, CancellationToken cancellationToken)
    {
        return SubjectOf(app, app.SpaceId is null ? null : await SpaceDirectory.LoadAsync(database, app.ProjectId, cancellationToken));
    }

    /// <summary>
    /// The app with this slug or id, when the person may see it. A slug is looked for in the project, or without one in all projects; when several that the person may see have it, the
    /// refusal <c>apps.ambiguous</c> asks for the id.
    /// </summary>
    public async Task<(AppRow Row, AppSubject Subject)> SeeAsync(VitrineDatabase database, string app, Principal principal, Guid? projectId, CancellationToken cancellationToken)
    {
        var candidates = Guid.TryParse(app, out var id) ? ById.For(database)(database, id) : BySlug.For(database)(database, app);
        var rows = new List<AppRow>();
        await foreach (var row in candidates.WithCancellation(cancellationToken))
        {
            if (projectId is null || row.ProjectId == projectId) rows.Add(row);
        }

        var seen = new List<(AppRow Row, AppSubject Subject)>();
        foreach (var row in rows)
        {
            var subject = await SubjectOfAsync(database, row, cancellationToken);
            if (May(subject, AccessAction.ViewDataApp, principal)) seen.Add((row, subject));
        }

        return seen switch
        {
            [var one] => one,
            [] => throw AccessGuard.NotFound(),
            _ => throw new RefusalException("apps.ambiguous", "Apps of several projects have this name in their address. Name the project, or use the app's id.", RefusalKind.Conflict),
        };
    }

    /// <summary>Those of some apps that the person may see. The spaces of a project are read once, however many of its apps there are.</summary>
    public async Task<IReadOnlyList<AppRow>> VisibleAsync(VitrineDatabase database, IReadOnlyList<AppRow> apps, Principal principal, CancellationToken cancellationToken)
    {
        var visible = new List<AppRow>();
        foreach (var ofProject in apps.GroupBy(app => app.ProjectId))
        {
            var tree = ofProject.Any(app => app.SpaceId is not null) ? await SpaceDirectory.LoadAsync(database, ofProject.Key, cancellationToken) : null;
            visible.AddRange(ofProject.Where(app => May(SubjectOf(app, tree), AccessAction.ViewDataApp, principal)));
        }

        return visible;
    }

    /// <summary>The app, when this principal may do this to it; tracked, so that the caller may change it.</summary>
    public async Task<AppRow> RequireAsync(VitrineDatabase database, Guid appId, AccessAction action, Principal principal, CancellationToken cancellationToken)
    {
        var app = await database.Set<AppRow>().FirstOrDefaultAsync(row => row.Id == appId, cancellationToken) ?? throw AccessGuard.NotFound();
        await RequireAsync(await SubjectOfAsync(database, app, cancellationToken), action, principal, cancellationToken);
        return app;
    }

    /// <summary>Refuses unless this principal may do this to it.</summary>
    public Task RequireAsync(AppSubject app, AccessAction action, Principal principal, CancellationToken cancellationToken) => guard.RequireAsync(principal, action, app, cancellationToken);

    public async Task<bool> MayAsync(VitrineDatabase database, AppRow app, AccessAction action, Principal principal, CancellationToken cancellationToken)
        => May(await SubjectOfAsync(database, app, cancellationToken), action, principal);

    /// <summary>The same, for a caller that asks more than one thing of an app.</summary>
    public bool May(AppSubject app, AccessAction action, Principal principal) => policy.Decide(principal, action, app).IsAllowed;

    // An app whose space is gone is nobody's but the admins': a chain that grants nothing.
    private static AppSubject SubjectOf(AppRow app, SpaceTree? tree)
        => new(app.OrganizationId, app.ProjectId, app.OwnerId, app.SpaceId is { } space ? tree?.ChainOf(space) ?? new SpaceChain([new SpaceLink(space, false, [])]) : null, app.PublishedVersion is not null);

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
