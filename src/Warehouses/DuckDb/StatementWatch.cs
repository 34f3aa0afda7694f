using System.Diagnostics;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>
/// Interrupts statements whose time is up or that nobody waits for. It has a thread of its own: a timer of the framework fires on the thread pool, and once a limit of 300 ms came after
/// 12 s, since all threads of the pool were busy. DuckDB forgets an interrupt that comes a moment before a statement begins, so it is said again until the statement has ended.
/// </summary>
internal sealed class StatementWatch
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(50);

    private readonly object gate = new();
    private readonly List<WatchedStatement> statements = [];

    /// <summary>The one of this process; its thread begins with the first statement.</summary>
    public static StatementWatch Shared { get; } = new();

    private bool hasThread;

    /// <summary>Watches a statement that begins now.</summary>
    public void Add(WatchedStatement statement)
    {
        lock (gate)
        {
            statements.Add(statement);
            if (!hasThread) new Thread(Watch) { IsBackground = true, Name = "duckdb watch" }.Start();
            hasThread = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Ends it now rather than when its time is up; nothing happens when it has ended.</summary>
    public void Stop(WatchedStatement statement)
    {
        lock (gate)
        {
            statement.Stop();
            Monitor.Pulse(gate);
        }
    }

    /// <summary>It has ended: from here on it is not interrupted any more, so its connection may be used again.</summary>
    public void Remove(WatchedStatement statement)
    {
        lock (gate) statements.Remove(statement);
    }

    private void Watch()
    {
        lock (gate)
        {
            while (true)
            {
                var now = Stopwatch.GetTimestamp();
                foreach (var statement in statements) statement.Look(now, Again);
                if (statements.Count == 0) Monitor.Wait(gate);
                else Monitor.Wait(gate, Until(statements.Min(statement => statement.Due), now));
            }
        }
    }

    private static TimeSpan Until(long due, long now)
    {
        var time = Stopwatch.GetElapsedTime(now, due);
        // Monitor takes milliseconds, and a little too early would only be another round.
        return time <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : time > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : time + TimeSpan.FromMilliseconds(1);
    }
}
