namespace Vitrine.Warehouses.DuckDb;

/// <summary>
/// A few threads that do nothing else than wait for DuckDB, whose driver has no asynchronous calls. They are their own and not the pool's: a statement that takes long holds no thread that
/// others need, and one that is to be stopped is stopped also while the pool has no thread to spare.
/// </summary>
/// <param name="count">How many there are at most; they come when there is work and go when there was none for a while.</param>
internal sealed class DuckDbWorkers(int count) : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private readonly Queue<Action> waiting = new();
    private int threads;
    private int idle;
    private int busy;
    private bool isClosed;

    /// <summary>How many could take work at once.</summary>
    public int Free => count - Volatile.Read(ref busy);

    /// <summary>Does the work on one of the threads, in the order of asking.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends the waiting for a thread. Once the work has begun it goes on to its end.</param>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isTaken = 0;
        var givingUp = cancellationToken.Register(() =>
        {
            if (Interlocked.Exchange(ref isTaken, 1) == 0) done.SetCanceled(cancellationToken);
        });
        Add(() =>
        {
            if (Interlocked.Exchange(ref isTaken, 1) != 0) return;
            givingUp.Unregister();
            Do(work, done);
        });
        return done.Task;
    }

    /// <summary>Takes no more work; what waits is still done.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Add(Action item)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            waiting.Enqueue(item);
            Monitor.Pulse(gate);
            if (waiting.Count <= idle || threads == count) return;
            threads++;
            new Thread(Work) { IsBackground = true, Name = "duckdb" }.Start();
        }
    }

    private void Do<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        Interlocked.Increment(ref busy);
        try
        {
            var result = work();
            Interlocked.Decrement(ref busy);
            done.SetResult(result);
        }
#pragma warning disable CA1031 // Whoever awaits hears it.
        catch (Exception exception)
        {
            Interlocked.Decrement(ref busy);
            done.SetException(exception);
        }
#pragma warning restore CA1031
    }

    private void Work()
    {
        while (Next() is { } work) work();
    }

    private Action? Next()
    {
        lock (gate)
        {
            idle++;
            while (waiting.Count == 0)
            {
                if (!isClosed && Monitor.Wait(gate, Idle)) continue;
                if (waiting.Count > 0) break;
                idle--;
                threads--;
                return null;
            }

            idle--;
            return waiting.Dequeue();
        }
    }
}
