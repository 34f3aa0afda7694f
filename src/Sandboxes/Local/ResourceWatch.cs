using System.Collections.Concurrent;
using Vitrine.Outside.Processes;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// Looks at all running sandboxes ten times a second and ends those that use more memory than they may or run longer. Works without
/// control groups, which an ordinary user and a container seldom have; the limits on single processes stand beside it. It has a thread
/// of its own: what keeps the server busy, its thread pool before all, must not give a sandbox more time.
/// </summary>
internal sealed class ResourceWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<LocalSandboxProcess, Bounds> watched = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider clock;

    public ResourceWatch(TimeProvider clock)
    {
        this.clock = clock;
        new Thread(Watch) { IsBackground = true, Name = "sandboxes" }.Start();
    }

    /// <param name="process">What is watched from now on.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="wallClock">How long it may run; null for no bound.</param>
    /// <param name="signOfLife">Called every now and then while it runs.</param>
    public void Add(LocalSandboxProcess process, SandboxLimits limits, TimeSpan? wallClock, Action signOfLife)
        => watched[process] = new Bounds(limits.MemoryBytes, wallClock is { } time ? clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency) : null, signOfLife);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await ended.Task;
        stop.Dispose();
    }

    private void Watch()
    {
        var signed = clock.GetTimestamp();
        while (!stop.Token.WaitHandle.WaitOne(Interval))
        {
            var isTimeForSign = clock.GetElapsedTime(signed) > IntervalMark.Every;
            if (isTimeForSign) signed = clock.GetTimestamp();
            foreach (var (process, bounds) in watched)
            {
                Look(process, bounds.Memory, bounds.Deadline);
                if (isTimeForSign) bounds.SignOfLife();
            }
        }

        ended.SetResult();
    }

    private void Look(LocalSandboxProcess process, long memory, long? deadline)
    {
        if (process.Exit.IsCompleted) watched.TryRemove(process, out _);
        else if (clock.GetTimestamp() > deadline) process.Kill("It ran longer than it may.");
        else if (Memory(process.Jail.First) > memory) process.Kill("It used more memory than a sandbox may.");
    }

    // Files of the sandbox lie in memory too, and no process owns them.
    private static long Memory(int first) => ProcessTree.ResidentBytes(first) + SystemCalls.UsedBy($"/proc/{first}/root/workspace") + SystemCalls.UsedBy($"/proc/{first}/root/tmp");

    private sealed record Bounds(long Memory, long? Deadline, Action SignOfLife);
}
