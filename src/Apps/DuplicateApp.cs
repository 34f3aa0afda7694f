using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps.Rows;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Makes a personal copy of an app: a new row over the same blobs.</summary>
public sealed class DuplicateApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly AccessGuard guard;
    private readonly CreateApp create;

    internal DuplicateApp(IDbContextFactory<VitrineDatabase> databases, AppAccess access, AccessGuard guard, CreateApp create)
    {
        this.databases = databases;
        this.access = access;
        this.guard = guard;
        this.create = create;
    }

    /// <summary>Copies the draft for its editors and the published version for its viewers, as version 1; or refuses.</summary>
    /// <param name="appId">What is copied.</param>
    /// <param name="name">The copy's name; null for that of the app with <c>(copy)</c> behind.</param>
    /// <param name="principal">Who copies, and then owns it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AppRecord> HandleAsync(Guid appId, string? name, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await access.RequireAsync(database, appId, AccessAction.ViewDataApp, principal, cancellationToken);
        await guard.RequireAsync(principal, AccessAction.CreateDataApp, new ProjectSubject(app.OrganizationId, app.ProjectId), cancellationToken);
        var mayEdit = await access.MayAsync(database, app, AccessAction.ManageDataApp, principal, cancellationToken);
        var number = mayEdit ? app.DraftVersion ?? app.PublishedVersion : app.PublishedVersion;
        var version = await database.Set<VersionRow>().AsNoTracking().FirstOrDefaultAsync(row => row.AppId == appId && row.Number == number, cancellationToken)
            ?? throw new RefusalException("apps.nothing-to-copy", "This app has no version yet that could be copied.", RefusalKind.Conflict);
        // What only editors of the original see must not come along to somebody who is none.
        if (!mayEdit) version = version with { Screenshots = null, GateReport = "{}", Prompt = "", Summary = "" };
        return await create.InsertAsync(new CreateApp.Request(app.ProjectId, name ?? $"{app.Name[..Math.Min(app.Name.Length, 190)]} (copy)"), principal, version, cancellationToken);
    }
}
