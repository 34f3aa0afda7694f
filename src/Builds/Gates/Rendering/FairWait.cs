using System.Diagnostics;
using Vitrine.Outside.Processes;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>How a wait ended.</summary>
internal enum FairEnding
{
    /// <summary>What was waited for has come.</summary>
    Come,

    /// <summary>It has not, though the browser had its time.</summary>
    TooLong,

    /// <summary>It has not, and the browser had too little time for anybody to say why.</summary>
    Starved,
}

/// <summary>
/// Waits for an app as long as an unhurried machine would: while others take the processors from the browser, only what the browser really ran counts against the app. A wait has an end all the same.
/// </summary>
internal static class FairWait
{
    private const int MostTimes = 6;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits for work; its own fault is the caller's to look at.</summary>
    /// <param name="work">What is waited for.</param>
    /// <param name="patience">How long it may take on an unhurried machine.</param>
    /// <param name="processor">What the browser has had so far.</param>
    /// <param name="cancellationToken">Gives up at once: on a busy machine a wait may be many times the patience.</param>
    public static async Task<FairEnding> UntilAsync(Task work, TimeSpan patience, Func<ProcessorShare> processor, CancellationToken cancellationToken)
    {
        // Most answers come at once, and looking costs a walk over the browser's threads.
        if (await ComesAsync(Look < patience ? Look : patience)) return FairEnding.Come;
        var clock = Stopwatch.StartNew();
        var (used, before, at) = (Look < patience ? Look : patience, processor(), TimeSpan.Zero);
        while (used < patience)
        {
            if (clock.Elapsed > patience * MostTimes) return FairEnding.Starved;
            var left = patience - used;
            if (await ComesAsync(left < Look ? left : Look)) return FairEnding.Come;
            var (now, elapsed) = (processor(), clock.Elapsed);
            var (share, passed) = (now.Since(before), elapsed - at);
            used += share.IsStarved && share.Ran < passed ? share.Ran : passed;
            (before, at) = (now, elapsed);
        }

        return FairEnding.TooLong;

        async Task<bool> ComesAsync(TimeSpan time)
        {
            var first = await Task.WhenAny(work, Task.Delay(time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            return first == work;
        }
    }
}
