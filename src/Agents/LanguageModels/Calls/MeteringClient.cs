using Vitrine.Ledger.Budgets;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>
/// Settles each call in the ledger, under the call's own id: what was reserved for it when it was begun becomes what it took. A call that broke off is booked for what the provider had told until then;
/// one of which it had told nothing, at its reservation, since nobody will know.
/// </summary>
internal sealed class MeteringClient(IModelClient inner, BudgetBook budgets, ModelAccount account, TimeProvider clock) : IModelClient
{
    public async Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var isOver = false;
        try
        {
            var answer = await inner.AskAsync(request, listener, cancellationToken);
            isOver = true;
            await SettleAsync(request, answer.Usage, started, null);
            return answer;
        }
        catch (ModelCallException failure) when (!isOver)
        {
            isOver = true;
            await BreakAsync(request, failure.Usage, started, failure.Failure.ToString(), failure.Failure is ModelFailure.Dropped or ModelFailure.Stalled or ModelFailure.Garbled);
            throw;
        }
        catch (ModelCancelledException given)
        {
            isOver = true;
            await BreakAsync(request, given.Usage, started, "Cancelled", isOnItsWay: true);
            throw;
        }
        finally
        {
            // It was never sent.
            if (!isOver) await budgets.ReleaseCallAsync(account.OrganizationId, request.CallId, CancellationToken.None);
        }
    }

    private Task BreakAsync(ModelRequest request, ModelUsage usage, DateTimeOffset started, string failure, bool isOnItsWay)
        => usage != ModelUsage.None ? SettleAsync(request, usage, started, failure)
            : isOnItsWay ? budgets.LoseCallAsync(account.OrganizationId, request.CallId, CancellationToken.None)
            : budgets.ReleaseCallAsync(account.OrganizationId, request.CallId, CancellationToken.None);

    // Not given up when the turn is: what was spent is spent.
    private Task SettleAsync(ModelRequest request, ModelUsage usage, DateTimeOffset started, string? failure) => budgets.SettleAsync(
        account.Entry(request.CallId, request.Model, request.Cause, usage, request.Model.Prices.Of(usage), started, clock.GetUtcNow(), failure), CancellationToken.None);
}
