using Microsoft.EntityFrameworkCore;
using Vitrine.Jobs;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Keeps the turns of an app in the order in which they were prompted. The queue runs one job of an app at a time; a turn that waits for an answer has no job, and the turns behind it
/// give up theirs until it is answered or ended.
/// </summary>
internal sealed class TurnOrder(JobQueue queue)
{
    /// <summary>The kind of job that does a turn.</summary>
    public const string JobKind = "turn";

    /// <summary>The queue that they share.</summary>
    public const string JobQueueName = "turns";

    /// <summary>Gives a locked or new turn a job, in the caller's transaction; the caller saves, commits and calls <see cref="Wake"/>.</summary>
    public void Enqueue(VitrineDatabase database, TurnRow turn)
        => turn.JobId = queue.Add(database, new JobRequest(JobKind, turn.OrganizationId, turn.PersonId, new TurnJob(turn.Id).ToJson())
        {
            Queue = JobQueueName,
            Sequence = turn.AppId.ToString(),
            Share = turn.ProjectId.ToString(),
        });

    /// <summary>
    /// Whether it is the turn of this locked one. If not, its job ends here: it gets a new one behind those ahead of it, or none while one of them waits for an answer.
    /// </summary>
    public async Task<bool> IsNextAsync(VitrineDatabase database, TurnRow turn, CancellationToken cancellationToken)
    {
        var earlier = database.Set<TurnRow>().Where(row => row.AppId == turn.AppId && row.Number < turn.Number && row.State < TurnState.Done);
        // Who answers or ends one of them meanwhile waits for this transaction, and then finds this turn without a job.
        if (await earlier.ExecuteUpdateAsync(row => row.SetProperty(other => other.LastSequence, other => other.LastSequence), cancellationToken) == 0) return true;
        var isHeldUp = await earlier.AnyAsync(row => row.JobId == null, cancellationToken);
        if (!isHeldUp && !await earlier.AnyAsync(cancellationToken)) return true;
        if (isHeldUp) turn.JobId = null;
        else Enqueue(database, turn);
        return false;
    }

    /// <summary>Gives jobs to the turns behind this locked one that have none, in order.</summary>
    public async Task ReleaseAsync(VitrineDatabase database, TurnRow turn, CancellationToken cancellationToken)
    {
        var heldUp = await database.Set<TurnRow>()
            .Where(row => row.AppId == turn.AppId && row.Number > turn.Number && row.State == TurnState.Queued && row.JobId == null)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        foreach (var row in heldUp)
        {
            Enqueue(database, row);
            await database.SaveChangesAsync(cancellationToken); // one by one: the order of jobs is that of their insertion
        }
    }

    /// <summary>Tells the workers of this process to look now.</summary>
    public void Wake() => queue.Wake();

    /// <summary>What is before a queued turn: turns of its own app, which it waits for, and turns of others that came earlier, of which some may run beside it.</summary>
    public async Task<(int OfApp, int OfOthers)> AheadAsync(VitrineDatabase database, TurnRow turn, CancellationToken cancellationToken)
    {
        if (turn.State != TurnState.Queued) return (0, 0);
        var ofApp = await database.Set<TurnRow>().CountAsync(row => row.AppId == turn.AppId && row.Number < turn.Number && row.State < TurnState.Done, cancellationToken);
        // Without a job it is not in the queue yet: one of its app waits for a person.
        var place = turn.JobId is { } job ? await queue.FindAsync(job, cancellationToken) : null;
        return (ofApp, place is null ? 0 : place.Ahead - place.AheadInSequence);
    }
}
