using Microsoft.EntityFrameworkCore;
using Vitrine.Apps;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Apps all of whose turns were declined.</summary>
internal sealed class DeclinedApps : IDeclinedApps
{
    public async Task<IReadOnlySet<Guid>> FindAsync(VitrineDatabase database, IReadOnlyCollection<Guid> apps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        var turns = await database.Set<TurnRow>().Where(row => apps.Contains(row.AppId)).Select(row => new { row.AppId, IsDeclined = row.State == TurnState.Declined }).ToListAsync(cancellationToken);
        return turns.GroupBy(turn => turn.AppId).Where(app => app.All(turn => turn.IsDeclined)).Select(app => app.Key).ToHashSet();
    }
}
