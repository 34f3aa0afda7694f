using System.Diagnostics;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>A statement under the eyes of <see cref="StatementWatch"/>, which alone changes it.</summary>
/// <param name="limit">How long it may take, from now on.</param>
/// <param name="interrupt">Tells DuckDB to end it; called from the watch's thread, and must not wait.</param>
internal sealed class WatchedStatement(TimeSpan limit, Action interrupt)
{
    /// <summary>How long an interrupt may take to be heard. Inside of one huge value it is not heard at all; then the thread is left to end by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource deaf = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long stoppedAt;

    /// <summary>When it is to be looked at next, as a timestamp.</summary>
    public long Due { get; private set; } = Stopwatch.GetTimestamp() + Ticks(limit);

    /// <summary>Whether it was told to end.</summary>
    public bool IsStopped => Volatile.Read(ref stoppedAt) != 0;

    /// <summary>Completes when it was told to end and did not hear.</summary>
    public Task Deaf => deaf.Task;

    /// <summary>It is to end now.</summary>
    public void Stop() => Due = Math.Min(Due, Stopwatch.GetTimestamp());

    /// <summary>Interrupts it when its time has come, and again after a while.</summary>
    public void Look(long now, TimeSpan again)
    {
        if (now < Due) return;
        if (stoppedAt == 0) Volatile.Write(ref stoppedAt, now);
        interrupt();
        if (Stopwatch.GetElapsedTime(stoppedAt, now) > Grace) deaf.TrySetResult();
        Due = now + Ticks(again);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
