namespace Vitrine.Outside.Processes;

/// <summary>What processes got of the processors, and what they would have taken besides.</summary>
/// <param name="Ran">Time that their threads ran, all together.</param>
/// <param name="Waited">Time that their threads were ready to run and something else ran. Zero where the kernel does not count it.</param>
public readonly record struct ProcessorShare(TimeSpan Ran, TimeSpan Waited)
{
    /// <summary>Whether others had more of the processors than these, where these wanted more.</summary>
    public bool IsStarved => Waited > Ran;

    /// <summary>What came since an earlier look. Processes that have ended meanwhile count as nothing.</summary>
    public ProcessorShare Since(ProcessorShare earlier) => new(Later(Ran, earlier.Ran), Later(Waited, earlier.Waited));

    private static TimeSpan Later(TimeSpan now, TimeSpan before) => now > before ? now - before : TimeSpan.Zero;
}
