using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Vitrine.Jobs;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Gives a job to turns that have none any more, though nothing holds them up: rows of jobs can be lost or ended by hand, or by a server that knew nothing of turns. Leases that nobody
/// extends are no matter of this: the queue gives them to the next worker.
/// </summary>
internal sealed class TurnSweep(IDbContextFactory<VitrineDatabase> databases, TurnBook book, TurnOrder order, JobQueue jobs, ILogger<TurnSweep> log) : IJobSweep
{
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var open = await database.Set<TurnRow>().AsNoTracking()
            .Where(row => row.State < TurnState.Done && row.State != TurnState.Waiting)
            .OrderBy(row => row.AppId).ThenBy(row => row.Number)
            .Select(row => new { row.Id, row.OrganizationId, row.JobId })
            .ToListAsync(cancellationToken);
        var live = await jobs.FindLiveAsync([.. open.Select(turn => turn.JobId).OfType<Guid>()], cancellationToken);
        foreach (var turn in open.Where(turn => turn.JobId is not { } job || !live.Contains(job))) await TakeUpAsync(turn.OrganizationId, turn.Id, cancellationToken);
    }

    private async Task TakeUpAsync(Guid organizationId, Guid turnId, CancellationToken cancellationToken)
    {
        var taken = await book.ChangeAsync(organizationId, turnId, null, async (database, row) =>
        {
            if (TurnMoves.HasEnded(row.State) || row.State == TurnState.Waiting || await IsHeldAsync(database, row, cancellationToken)) return false;
            order.Enqueue(database, row);
            return true;
        }, cancellationToken);
        if (taken is null) return;
        log.LogWarning("The job of turn {Turn} was gone while it was {State}; it has a new one", turnId, TurnBook.NameOf(taken.State));
        order.Wake();
    }

    /// <summary>Whether somebody will come for this locked turn: its job, or the turn ahead of it when that ends or is answered.</summary>
    private static async Task<bool> IsHeldAsync(VitrineDatabase database, TurnRow turn, CancellationToken cancellationToken)
        => turn.JobId is { } job
            ? await JobQueue.IsLiveAsync(database, job, cancellationToken)
            : await database.Set<TurnRow>().AnyAsync(row => row.AppId == turn.AppId && row.Number < turn.Number && row.State < TurnState.Done, cancellationToken);
}
