using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Finds turns for people: who may edit the app may see and steer its turns, nobody else.</summary>
internal sealed class TurnAccess(IDbContextFactory<VitrineDatabase> databases, FindApp apps, TurnOrder order, DataAppsSwitch dataApps, LedgerBook ledger)
{
    /// <summary>The turn, when this principal may edit its app; else a refusal.</summary>
    public async Task<TurnRow> RequireAsync(Guid turnId, Principal principal, CancellationToken cancellationToken)
    {
        dataApps.Require();
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var row = await database.Set<TurnRow>().AsNoTracking().FirstOrDefaultAsync(turn => turn.Id == turnId, cancellationToken) ?? throw AccessGuard.NotFound();
        await apps.HandleForEditingAsync(row.AppId.ToString(), principal, cancellationToken);
        return row;
    }

    /// <summary>The app, when this principal may edit it; else a refusal.</summary>
    public Task<AppRecord> RequireAppAsync(Guid appId, Principal principal, CancellationToken cancellationToken)
    {
        dataApps.Require();
        return apps.HandleForEditingAsync(appId.ToString(), principal, cancellationToken);
    }

    /// <summary>The turn as this principal sees it.</summary>
    public async Task<TurnRecord> RecordAsync(TurnRow turn, Principal principal, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        return turn.ToRecord(principal, await order.AheadAsync(database, turn, cancellationToken), await LedgerBook.SumAsync(database, new LedgerScope(turn.OrganizationId) { TurnId = turn.Id }, cancellationToken));
    }

    /// <summary>Turns as this principal sees them.</summary>
    public async Task<IReadOnlyList<TurnRecord>> RecordAsync(IReadOnlyList<TurnRow> turns, Principal principal, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var costs = await ledger.SumByTurnAsync(principal.OrganizationId, [.. turns.Select(turn => turn.Id)], cancellationToken);
        var records = new List<TurnRecord>();
        foreach (var turn in turns) records.Add(turn.ToRecord(principal, await order.AheadAsync(database, turn, cancellationToken), costs.GetValueOrDefault(turn.Id) ?? LedgerSum.Nothing));
        return records;
    }
}
