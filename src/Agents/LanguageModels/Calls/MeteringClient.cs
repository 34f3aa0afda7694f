using Microsoft.Extensions.Logging;
using Vitrine.Ledger.Budgets;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>
/// Settles each call in the ledger, under the call's own id: what was reserved for it when it was begun becomes what it took. A call that broke off is booked for what the provider had told until then, and
/// its price is no less than that of what was heard: providers tell at the end what they wrote, and charge for it all the same. A call of which nothing was told is booked at its reservation, whether it was
/// answered or not, since nobody will know. What a provider tells is believed, also where it is more than can have been sent and written: it will be on the bill, and the log says so.
/// </summary>
internal sealed class MeteringClient(IModelClient inner, BudgetBook budgets, ModelAccount account, TimeProvider clock, ILogger log) : IModelClient
{
    public async Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var isOver = false;
        try
        {
            var answer = await inner.AskAsync(request, listener, cancellationToken);
            isOver = true;
            if (answer.Usage == ModelUsage.None) await budgets.LoseCallAsync(account.OrganizationId, request.CallId, CancellationToken.None);
            else await SettleAsync(request, answer.Usage, heard: 0, started, null);
            return answer;
        }
        catch (ModelCallException failure) when (!isOver)
        {
            isOver = true;
            await BreakAsync(request, failure.Usage, failure.Heard, started, failure.Failure.ToString(), failure.Failure is ModelFailure.Dropped or ModelFailure.Stalled or ModelFailure.Garbled);
            throw;
        }
        catch (ModelCancelledException given)
        {
            isOver = true;
            await BreakAsync(request, given.Usage, given.Heard, started, "Cancelled", isOnItsWay: true);
            throw;
        }
        finally
        {
            // It was never sent.
            if (!isOver) await budgets.ReleaseCallAsync(account.OrganizationId, request.CallId, CancellationToken.None);
        }
    }

    private Task BreakAsync(ModelRequest request, ModelUsage usage, long heard, DateTimeOffset started, string failure, bool isOnItsWay)
        => usage != ModelUsage.None ? SettleAsync(request, usage, heard, started, failure)
            : isOnItsWay ? budgets.LoseCallAsync(account.OrganizationId, request.CallId, CancellationToken.None)
            : budgets.ReleaseCallAsync(account.OrganizationId, request.CallId, CancellationToken.None);

    // Not given up when the turn is: what was spent is spent.
    private Task SettleAsync(ModelRequest request, ModelUsage usage, long heard, DateTimeOffset started, string? failure)
    {
        var paid = usage with { Output = Math.Max(usage.Output, Math.Min(heard, request.MaximumOutput)) };
        var (price, most) = (request.Model.Prices.Of(paid), request.Model.Prices.AtMost(request.InputAtMost, request.MaximumOutput));
        if (price > most) log.LogWarning("{Model} tells of {Sent} tokens sent and {Written} written in one call, which costs more than was reserved for it. Budgets can be passed by as much; look at what stands between this server and the provider.", request.Model.Name, usage.Input + usage.CacheRead + usage.CacheWrite, usage.Output);
        return budgets.SettleAsync(
            account.Entry(request.CallId, request.Model, request.Cause, usage, price, started, clock.GetUtcNow(), failure, paid.Output > usage.Output ? paid.Output : null), CancellationToken.None);
    }
}
