using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Finds an app by its slug or id.</summary>
public sealed class FindApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;

    internal FindApp(IDbContextFactory<VitrineDatabase> databases, AppAccess access)
    {
        this.databases = databases;
        this.access = access;
    }

    /// <summary>
    /// The app, or a refusal (404) when there is none or this person may not see it. A slug is looked for in the project, or without one in all projects; when several that
    /// the person may see have it, the refusal <c>apps.ambiguous</c> asks for the id.
    /// </summary>
    public async Task<AppRecord> HandleAsync(string app, Principal principal, CancellationToken cancellationToken, Guid? projectId = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var (found, about) = await access.SeeAsync(database, app, principal, projectId, cancellationToken);
        var shown = found.PublishedVersion ?? found.DraftVersion;
        var thumbnail = await database.Set<VersionRow>().Where(row => row.AppId == found.Id && row.Number == shown).Select(row => row.Thumbnail).FirstOrDefaultAsync(cancellationToken);
        return found.ToRecord(access.May(about, AccessAction.ManageDataApp, principal), thumbnail);
    }

    /// <summary>The app, when this person may edit and prompt it; else the refusal of <see cref="HandleAsync"/>, or 403 for somebody who may only look.</summary>
    public async Task<AppRecord> HandleForEditingAsync(string app, Principal principal, CancellationToken cancellationToken, Guid? projectId = null)
    {
        var found = await HandleAsync(app, principal, cancellationToken, projectId);
        if (found.MayEdit) return found;
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        await access.RequireAsync(database, found.Id, AccessAction.ManageDataApp, principal, cancellationToken);
        return found with { MayEdit = true }; // granted between the two questions
    }
}
