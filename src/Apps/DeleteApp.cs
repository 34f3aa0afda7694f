using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Deletes an app with its versions. Blobs stay until the clean-up finds that nothing refers to them.</summary>
public sealed class DeleteApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly AuditBook audit;

    internal DeleteApp(IDbContextFactory<VitrineDatabase> databases, AppAccess access, AuditBook audit)
    {
        this.databases = databases;
        this.access = access;
        this.audit = audit;
    }

    /// <summary>Deletes it, or refuses.</summary>
    public async Task HandleAsync(Guid appId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        database.Remove(await access.RequireAsync(database, appId, AccessAction.ManageDataApp, principal, cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
        await audit.RecordAsync(principal, "delete:DataApp", "DataApp", appId, true, cancellationToken);
    }
}
