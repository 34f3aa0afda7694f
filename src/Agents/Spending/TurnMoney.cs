using Vitrine.Agents.Turns;
using Vitrine.Jobs;
using Vitrine.Ledger.Budgets;

namespace Vitrine.Agents.Spending;

/// <summary>Reserves what a turn will cost before anything is done for it.</summary>
internal sealed class TurnMoney(TurnBook book, BudgetBook budgets, TurnEstimates estimates, TurnSettings settings)
{
    /// <summary>Reserves, or refuses. What an earlier claim of the same turn left behind is booked first, whatever comes of the rest.</summary>
    public async Task ReserveAsync(TurnRow turn, JobContext job, ICodingAgent agent, CancellationToken cancellationToken)
    {
        if (!agent.IsLanguageModel) return;
        await book.ChangeOpenAsync(job, turn.Id, (database, _) => budgets.CloseTurnAsync(database, turn.OrganizationId, turn.Id, cancellationToken), cancellationToken);
        var estimate = await estimates.OfAsync(turn.OrganizationId, turn.Agent, turn.Kind, turn.Number == 1, cancellationToken);
        await book.ChangeOpenAsync(job, turn.Id, (database, _) => budgets.ReserveTurnAsync(database, PayerOf(turn), estimate.Usual, estimate.UpTo, book.Now + settings.LongestClaim, cancellationToken), cancellationToken);
    }

    /// <summary>Who pays for a turn.</summary>
    public static Payer PayerOf(TurnRow turn) => new(turn.OrganizationId, turn.ProjectId, turn.AppId, turn.Id, turn.PersonId);
}
