using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Renames an app. Its slug, and so its address, stays.</summary>
public sealed class RenameApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly TimeProvider clock;

    internal RenameApp(IDbContextFactory<VitrineDatabase> databases, AppAccess access, TimeProvider clock)
    {
        this.databases = databases;
        this.access = access;
        this.clock = clock;
    }

    /// <summary>Renames it, or refuses.</summary>
    public async Task HandleAsync(Guid appId, string name, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        AppRules.CheckName(name);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await access.RequireAsync(database, appId, AccessAction.ManageDataApp, principal, cancellationToken);
        (app.Name, app.ChangedAt) = (name.Trim(), clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
    }
}
