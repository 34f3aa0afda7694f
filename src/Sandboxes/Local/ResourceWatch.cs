using System.Collections.Concurrent;
using Vitrine.Outside.Processes;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// Looks at all running sandboxes ten times a second and ends those that use more memory than they may or run longer. Works without
/// control groups, which an ordinary user and a container seldom have; the limits on single processes stand beside it.
/// </summary>
internal sealed class ResourceWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<LocalSandboxProcess, (long Memory, long? Deadline)> watched = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TimeProvider clock;
    private readonly Task work;

    public ResourceWatch(TimeProvider clock)
    {
        this.clock = clock;
        work = Task.Run(WatchAsync);
    }

    public void Add(LocalSandboxProcess process, SandboxLimits limits, TimeSpan? wallClock)
        => watched[process] = (limits.MemoryBytes, wallClock is { } time ? clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency) : null);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                foreach (var (process, bounds) in watched) Look(process, bounds.Memory, bounds.Deadline);
            }
        }
        catch (OperationCanceledException)
        {
            // The provider is closing.
        }
    }

    private void Look(LocalSandboxProcess process, long memory, long? deadline)
    {
        if (process.Exit.IsCompleted) watched.TryRemove(process, out _);
        else if (clock.GetTimestamp() > deadline) process.Kill("It ran longer than it may.");
        else if (Memory(process.Jail.First) > memory) process.Kill("It used more memory than a sandbox may.");
    }

    // Files of the sandbox lie in memory too, and no process owns them.
    private static long Memory(int first) => ProcessTree.ResidentBytes(first) + Used($"/proc/{first}/root/workspace") + Used($"/proc/{first}/root/tmp");

    private static long Used(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return drive.TotalSize - drive.TotalFreeSpace;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }
}
