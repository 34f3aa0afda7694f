using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Lists the turns of an app for its editors.</summary>
public sealed class ListTurns
{
    private const int Most = 200;

    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly TurnAccess access;

    internal ListTurns(IDbContextFactory<VitrineDatabase> databases, TurnAccess access)
    {
        this.databases = databases;
        this.access = access;
    }

    /// <summary>The last 200 turns in the order of prompting, or a refusal.</summary>
    public async Task<IReadOnlyList<TurnRecord>> HandleAsync(Guid appId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await access.RequireAppAsync(appId, principal, cancellationToken);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var rows = await database.Set<TurnRow>().AsNoTracking().Where(row => row.AppId == appId).OrderByDescending(row => row.Number).Take(Most).ToListAsync(cancellationToken);
        return await access.RecordAsync([.. Enumerable.Reverse(rows)], principal, cancellationToken);
    }
}
