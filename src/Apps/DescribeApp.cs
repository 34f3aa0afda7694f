using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Gives an app that nobody named a name and a description. Whoever renamed or described it meanwhile was first.</summary>
public sealed class DescribeApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly TimeProvider clock;

    internal DescribeApp(IDbContextFactory<VitrineDatabase> databases, AppAccess access, TimeProvider clock) => (this.databases, this.access, this.clock) = (databases, access, clock);

    /// <summary>Does it, or refuses; false when the app is not called so any more.</summary>
    /// <param name="appId">The app.</param>
    /// <param name="from">What it is called until now.</param>
    /// <param name="name">What it is to be called.</param>
    /// <param name="description">A sentence about it; null for none.</param>
    /// <param name="principal">Who may edit it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> HandleAsync(Guid appId, string from, string name, string? description, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        AppRules.CheckName(name);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        await access.RequireAsync(database, appId, AccessAction.ManageDataApp, principal, cancellationToken);
        var (said, now) = (description?.Trim(), clock.GetUtcNow());
        return await database.Set<AppRow>().Where(row => row.Id == appId && row.Name == from).ExecuteUpdateAsync(
            row => row.SetProperty(app => app.Name, name.Trim()).SetProperty(app => app.Description, app => app.Description ?? said).SetProperty(app => app.ChangedAt, now), cancellationToken) > 0;
    }
}
