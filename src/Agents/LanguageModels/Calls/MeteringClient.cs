using Vitrine.Ledger;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>
/// Books each call in the ledger, under the call's own id. It is the one place that sees what a call may take before it is sent (<see cref="ModelRequest.InputAtMost"/>, <see cref="ModelRequest.MaximumOutput"/>)
/// and what it took: whoever reserves money does it here.
/// </summary>
internal sealed class MeteringClient(IModelClient inner, LedgerBook ledger, ModelAccount account, TimeProvider clock) : IModelClient
{
    public async Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        try
        {
            var answer = await inner.AskAsync(request, listener, cancellationToken);
            await BookAsync(request, answer.Usage, started, null);
            return answer;
        }
        catch (ModelCallException failure)
        {
            if (failure.Usage != ModelUsage.None) await BookAsync(request, failure.Usage, started, failure.Failure.ToString());
            throw;
        }
    }

    // Not given up when the turn is: what was spent is spent.
    private Task BookAsync(ModelRequest request, ModelUsage usage, DateTimeOffset started, string? failure) => ledger.RecordAsync(
        account.Entry(request.CallId, request.Model, request.Cause, usage, request.Model.Prices.Of(usage), started, clock.GetUtcNow(), failure), CancellationToken.None);
}
