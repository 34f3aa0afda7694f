using System.Collections.Concurrent;
using Vitrine.Outside.Processes;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// Looks at all running sandboxes ten times a second and ends those that use more memory, files, locks or processor time than they may or run
/// longer. What control groups and the kernel hold by themselves it only tells; an ordinary user and a container seldom have them, and
/// then it holds that alone, beside the limits on single processes. It has a thread
/// of its own: what keeps the server busy, its thread pool before all, must not give a sandbox more time.
/// </summary>
internal sealed class ResourceWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100), BetweenCounts = TimeSpan.FromSeconds(1);
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
        => watched[process] = new Bounds(limits, wallClock is { } time ? clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency) : null, signOfLife);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await ended.Task;
        stop.Dispose();
    }

    private void Watch()
    {
        var signed = clock.GetTimestamp();
        var counted = signed;
        while (!stop.Token.WaitHandle.WaitOne(Interval))
        {
            var isTimeForSign = clock.GetElapsedTime(signed) > IntervalMark.Every;
            if (isTimeForSign) signed = clock.GetTimestamp();
            foreach (var (process, bounds) in watched)
            {
                Look(process, bounds);
                if (isTimeForSign) bounds.SignOfLife();
            }

            if (clock.GetElapsedTime(counted) < BetweenCounts) continue;
            counted = clock.GetTimestamp();
            foreach (var hoarder in FileLocks.Hoarders([.. watched.Keys.Where(process => process.Jail.LocksFiles)])) hoarder.Kill("It held more locks of files than a sandbox may.");
        }

        ended.SetResult();
    }

    private void Look(LocalSandboxProcess process, Bounds bounds)
    {
        if (process.Exit.IsCompleted) watched.TryRemove(process, out _);
        else if (clock.GetTimestamp() > bounds.Deadline) process.Kill("It ran longer than it may.");
        else if (HasTooMuchMemory(process.Jail, bounds.Limits)) process.Kill(LocalSandboxProcess.TooMuchMemory);
        else if (HasTooManyFiles(process.Jail, bounds.Limits)) process.Kill("It made more files than a sandbox may.");
        else if (bounds.Limits.CpuSeconds is { } seconds && clock.GetElapsedTime(bounds.Counted) > BetweenCounts)
        {
            bounds.Counted = clock.GetTimestamp();
            if (ProcessorOf(process.Jail).TotalSeconds > seconds) process.Kill("It used more processor time than a sandbox may.");
        }
    }

    // Files of the sandbox lie in memory too, and what was written into sockets; no process owns them.
    private static bool HasTooMuchMemory(Jail jail, SandboxLimits limits)
        => jail.Group is { } group
            ? group.HasRunOutOfMemory
            : ProcessTree.ResidentBytes(jail.First) + SystemCalls.UsedBy(jail.Workspace) + SystemCalls.UsedBy(jail.Temporary) + SocketBuffers.MostOf(jail.First) > limits.MemoryBytes;

    private static bool HasTooManyFiles(Jail jail, SandboxLimits limits) => !jail.HoldsFiles && (SystemCalls.FilesIn(jail.Workspace) > limits.Files || SystemCalls.FilesIn(jail.Temporary) > limits.Files);

    private static TimeSpan ProcessorOf(Jail jail) => jail.Group?.Processor ?? ProcessTree.ProcessorWithEndedOf(jail.First);

    private sealed class Bounds(SandboxLimits limits, long? deadline, Action signOfLife)
    {
        public SandboxLimits Limits => limits;

        public long? Deadline => deadline;

        public Action SignOfLife => signOfLife;

        /// <summary>When its time on processors was looked at last.</summary>
        public long Counted { get; set; }
    }
}
