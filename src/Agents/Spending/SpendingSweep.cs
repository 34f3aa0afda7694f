using Microsoft.Extensions.Logging;
using Vitrine.Jobs;
using Vitrine.Ledger.Budgets;

namespace Vitrine.Agents.Spending;

/// <summary>Settles what servers left behind that were killed and whose turns nobody took up.</summary>
internal sealed class SpendingSweep(BudgetBook budgets, ILogger<SpendingSweep> log) : IJobSweep
{
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (await budgets.ExpireAsync(cancellationToken) is > 0 and var count) log.LogWarning("{Count} reservations were left behind by a server that is gone; calls among them are booked for the most that they can have cost", count);
    }
}
