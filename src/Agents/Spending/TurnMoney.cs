using Vitrine.Agents.Turns;
using Vitrine.Jobs;
using Vitrine.Ledger.Budgets;

namespace Vitrine.Agents.Spending;

/// <summary>Reserves what a turn will cost before anything is done for it.</summary>
internal sealed class TurnMoney(TurnBook book, BudgetBook budgets, TurnEstimates estimates, SandboxMoney sandboxes, TurnSettings settings)
{
    /// <summary>Reserves, or refuses. What an earlier claim of the same turn left behind is booked first, whatever comes of the rest.</summary>
    public async Task ReserveAsync(TurnRow turn, JobContext job, ICodingAgent agent, CancellationToken cancellationToken)
    {
        if (!agent.IsLanguageModel && sandboxes.AtMost == 0) return;
        await book.ChangeOpenAsync(job, turn.Id, (database, _) => budgets.CloseTurnAsync(database, turn.OrganizationId, turn.Id, cancellationToken), cancellationToken);
        var estimate = agent.IsLanguageModel ? await estimates.OfAsync(turn.OrganizationId, turn.Agent, turn.Kind, turn.Number == 1, cancellationToken) : new TurnEstimate(0, 0, 0);
        var demand = new TurnDemand
        {
            Payer = PayerOf(turn),
            AsksModels = agent.IsLanguageModel,
            Usual = estimate.Usual,
            UpTo = estimate.UpTo,
            Sandbox = sandboxes.AtMost,
            Expires = book.Now + settings.LongestClaim,
        };
        await book.ChangeOpenAsync(job, turn.Id, (database, _) => budgets.ReserveTurnAsync(database, demand, cancellationToken), cancellationToken);
    }

    /// <summary>Who pays for a turn.</summary>
    public static Payer PayerOf(TurnRow turn) => new(turn.OrganizationId, turn.ProjectId, turn.AppId, turn.Id, turn.PersonId);
}
