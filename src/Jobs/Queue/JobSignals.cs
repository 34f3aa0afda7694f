using System.Collections.Concurrent;

namespace Vitrine.Jobs.Queue;

/// <summary>What happens within one process: a job was queued, or one that runs here is to stop.</summary>
internal sealed class JobSignals : IDisposable
{
    private readonly SemaphoreSlim woken = new(0, 1);
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> running = new();

    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody has called already, and the worker has not looked yet.
        }
    }

    /// <summary>Returns when somebody woke, or after this time.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await woken.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    public void Watch(Guid jobId, CancellationTokenSource stop) => running[jobId] = stop;

    public void Forget(Guid jobId) => running.TryRemove(jobId, out _);

    public void Cancel(Guid jobId)
    {
        if (!running.TryGetValue(jobId, out var stop)) return;
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended this moment.
        }
    }

    public void Dispose() => woken.Dispose();
}
