using Vitrine.Access;
using Vitrine.Jobs;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Stops a turn. One that nobody works on ends at once; one that runs ends when its worker has put away what it wrote. What was written stays as a failed version.
/// </summary>
public sealed class CancelTurn
{
    private readonly TurnAccess access;
    private readonly TurnBook book;
    private readonly EndTurn end;
    private readonly JobQueue jobs;
    private readonly PrincipalSource people;

    internal CancelTurn(TurnAccess access, TurnBook book, EndTurn end, JobQueue jobs, PrincipalSource people)
    {
        this.access = access;
        this.book = book;
        this.end = end;
        this.jobs = jobs;
        this.people = people;
    }

    /// <summary>Stops it, or refuses; the turn as it stands then. One that has ended stays as it is.</summary>
    public async Task<TurnRecord> HandleAsync(Guid turnId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var turn = await access.RequireAsync(turnId, principal, cancellationToken);
        // Whoever begins, waits or goes on meanwhile sees it, even where the job's own mark came too late.
        await book.ChangeAsync(turn.OrganizationId, turnId, null, (_, row) => Task.FromResult(row.CancelRequested = !TurnMoves.HasEnded(row.State)), cancellationToken);
        while (await book.FindAsync(turn.OrganizationId, turnId, cancellationToken) is { } now && !TurnMoves.HasEnded(now.State))
        {
            try
            {
                await EndIdleAsync(now, cancellationToken);
            }
            catch (RefusalException refusal) when (refusal.Code == "turns.running")
            {
                if (await jobs.CancelAsync(now.JobId!.Value, cancellationToken)) break;
                // Its job ended this moment, and the turn with it; or a worker that knows no turns ended the job alone, and nobody else will end the turn.
                await EndOrphanAsync(now, cancellationToken);
            }
            catch (RefusalException refusal) when (refusal.Code == "turns.moved")
            {
                // It was answered, begun or held up between the look and the lock: look again.
            }
        }

        return await access.RecordAsync(await access.RequireAsync(turnId, principal, cancellationToken), principal, cancellationToken);
    }

    private async Task EndIdleAsync(TurnRow turn, CancellationToken cancellationToken)
    {
        Task HoldAsync(VitrineDatabase database, CancellationToken stop) => EnsureIdleAsync(database, turn, stop);
        if (StoredWorkspace.Parse(turn.Workspace) is { HasChanges: true } workspace && await people.FindAsync(turn.PersonId, cancellationToken) is { } author)
        {
            try
            {
                await end.HandleAsync(turn, FailedVersion.Of(turn, workspace, TurnEnds.Stopped), author, result => TurnEnds.Cancelled(result.Number), HoldAsync, cancellationToken);
                return;
            }
            catch (RefusalException refusal) when (refusal.Kind is RefusalKind.Forbidden or RefusalKind.NotFound)
            {
                // Whoever prompted may not edit the app any more: nothing is kept in their name.
            }
        }

        await end.HandleAsync(turn, TurnEnds.Cancelled(null), HoldAsync, cancellationToken);
    }

    private async Task EndOrphanAsync(TurnRow seen, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(seen.OrganizationId, seen.Id, cancellationToken) is { } turn && turn.JobId == seen.JobId)
            await end.HandleAsync(turn, TurnEnds.Cancelled(null), null, cancellationToken);
    }

    private async Task EnsureIdleAsync(VitrineDatabase database, TurnRow seen, CancellationToken cancellationToken)
    {
        var row = await TurnBook.LockAsync(database, seen.Id, cancellationToken);
        if (row?.JobId != seen.JobId) throw new RefusalException("turns.moved", "This turn changed this moment.", RefusalKind.Conflict);
        if (seen.JobId is { } job && !await jobs.CancelQueuedAsync(database, job, cancellationToken))
            throw new RefusalException("turns.running", "This turn runs.", RefusalKind.Conflict);
    }
}
