using Vitrine.Agents.Turns;
using Vitrine.Jobs;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Spending;

/// <summary>Reserves what a turn will cost before anything is done for it.</summary>
internal sealed class TurnMoney(TurnBook book, BudgetBook budgets, TurnEstimates estimates, TurnSettings settings)
{
    /// <summary>Reserves, or refuses. What an earlier claim of the same turn left behind is booked first, whatever comes of the rest.</summary>
    public async Task ReserveAsync(TurnRow turn, JobContext job, ICodingAgent agent, CancellationToken cancellationToken)
    {
        await ChangeAsync(turn, job, database => budgets.CloseTurnAsync(database, turn.OrganizationId, turn.Id, cancellationToken), cancellationToken);
        if (!agent.IsLanguageModel) return;
        var estimate = await estimates.OfAsync(turn.OrganizationId, turn.Agent, turn.Kind, turn.Number == 1, cancellationToken);
        await ChangeAsync(turn, job, database => budgets.ReserveTurnAsync(database, PayerOf(turn), estimate.Usual, estimate.UpTo, book.Now + settings.LongestClaim, cancellationToken), cancellationToken);
    }

    /// <summary>Who pays for a turn.</summary>
    public static Payer PayerOf(TurnRow turn) => new(turn.OrganizationId, turn.ProjectId, turn.AppId, turn.Id, turn.PersonId);

    private async Task ChangeAsync(TurnRow turn, JobContext job, Func<VitrineDatabase, Task> change, CancellationToken cancellationToken)
        => _ = await book.ChangeAsync(turn.OrganizationId, turn.Id, job.EnsureHeldAsync, async (database, row) =>
        {
            if (TurnMoves.HasEnded(row.State)) return false;
            await change(database);
            return true;
        }, cancellationToken) ?? throw new RefusalException("turns.ended", "This turn has ended already.", RefusalKind.Conflict);
}
