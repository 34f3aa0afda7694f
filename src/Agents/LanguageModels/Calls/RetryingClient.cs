namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>
/// Makes a call again that came to nothing and may not the next time: after as long as the provider asks for, else after a time that doubles and is never quite the same, so that many turns do not come
/// back at one moment. All of it together takes no longer than the patience that is set.
/// </summary>
/// <param name="inner">Makes the call.</param>
/// <param name="patience">From the first attempt to the last.</param>
/// <param name="clock">The time.</param>
/// <param name="pause">Waits that long.</param>
/// <param name="jitter">A number from 0 to 1.</param>
internal sealed class RetryingClient(IModelClient inner, TimeSpan patience, TimeProvider clock, Func<TimeSpan, CancellationToken, Task> pause, Func<double> jitter) : IModelClient
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public async Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await inner.AskAsync(request, listener, cancellationToken);
            }
            catch (ModelCallException failure) when (failure.MayPass)
            {
                var wait = WaitAfter(attempt, failure.RetryAfter);
                if (clock.GetElapsedTime(since) + wait > patience) throw;
                await listener.AgainAsync(failure, wait, attempt, cancellationToken);
                await pause(wait, cancellationToken);
            }
        }
    }

    private TimeSpan WaitAfter(int attempt, TimeSpan? asked)
    {
        var doubled = First * Math.Pow(2, Math.Min(attempt - 1, 10));
        var own = (doubled < Longest ? doubled : Longest) * (0.5 + (jitter() / 2));
        // A little later than asked, or all who were asked the same come back together.
        return asked is { } wait && wait + (own * 0.1) is var polite && polite > own ? polite : own;
    }
}
