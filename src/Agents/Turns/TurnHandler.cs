using Vitrine.Access;
using Vitrine.Agents.Spending;
using Vitrine.Jobs;
using Vitrine.Primitives;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Does a turn: reserve its money, prepare, let the agent work, store. Where it stops in between, the turn is done again from its start under a higher fencing number; the version and the end of the turn
/// are one transaction, so it is never done twice.
/// </summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class TurnHandler(TurnBook book, TurnOrder order, TurnPreparation preparation, TurnEnding ending, EndTurn end, CodingAgents agents, TurnMoney money, TurnSettings settings, TimeProvider clock) : IJobHandler
{
    // What this claim worked with; kept for the end of a stopped job.
    private TurnRun? run;

    public string Kind => TurnOrder.JobKind;

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (await BeginAsync(job, cancellationToken) is not { } turn) return;
        using var limit = new CancellationTokenSource(settings.WallClock, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var agent = agents.Open(turn.Agent);
            await money.ReserveAsync(turn, job, agent, either.Token);
            run = await preparation.PrepareAsync(turn, job, agent, either.Token);
            await run.Log.MoveAsync(TurnState.Generating, either.Token);
            await ending.HandleAsync(run, job, await agent.RunAsync(run.Task, run.Tools, either.Token), either.Token);
        }
        catch (RefusalException refusal) when (refusal.Code == "turns.ended")
        {
            // Somebody ended it meanwhile; nothing is left to do.
        }
        catch (RefusalException refusal) when (refusal.Code != "jobs.lease-lost")
        {
            await ending.FailAsync(run, turn, job, refusal.Code, refusal.Message, CancellationToken.None);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var (code, message) = TurnEnds.TimedOut(settings.WallClock, run?.Log.IsWaiting is true);
            await ending.FailAsync(run, turn, job, code, message, CancellationToken.None);
        }
        finally
        {
            if (run is not null) await run.DisposeAsync();
        }
    }

    public async Task EndedAsync(JobContext job, JobState state, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (await book.FindAsync(job.OrganizationId, TurnJob.Parse(job.Payload).TurnId, cancellationToken) is not { } turn || TurnMoves.HasEnded(turn.State)) return;
        if (state == JobState.Cancelled)
        {
            await ending.CancelAsync(run, turn, job, cancellationToken);
            return;
        }

        var (code, message) = TurnEnds.OfJob(reason, job.JobId);
        await ending.FailAsync(run, turn, job, code, message, cancellationToken);
    }

    /// <summary>Takes the turn into preparing; null when there is nothing to do: it has ended, it is to stop, or it is not its turn yet.</summary>
    private async Task<TurnRow?> BeginAsync(JobContext job, CancellationToken cancellationToken)
    {
        var mayBegin = false;
        var turn = await book.ChangeAsync(job.OrganizationId, TurnJob.Parse(job.Payload).TurnId, job.EnsureHeldAsync, async (database, row) =>
        {
            // A job that was taken from the turn, because it had to wait, does nothing any more.
            if (TurnMoves.HasEnded(row.State) || row.JobId != job.JobId) return false;
            if (row.CancelRequested) return true;
            mayBegin = await order.IsNextAsync(database, row, cancellationToken) && book.TryMove(database, row, TurnState.Preparing);
            return true;
        }, cancellationToken);
        if (turn is null) return null;
        if (turn.CancelRequested) await end.HandleAsync(turn, TurnEnds.Cancelled(null), job.EnsureHeldAsync, cancellationToken);
        else if (!mayBegin) order.Wake();
        return mayBegin ? turn : null;
    }
}
