namespace Vitrine.Outside.Processes;

/// <summary>What a process that ran to its end left behind.</summary>
/// <param name="ExitCode">128 and the signal's number when a signal ended it.</param>
/// <param name="Output">What it wrote, as UTF-8, up to the cap.</param>
/// <param name="Errors">What it wrote to its error stream, as UTF-8, up to the cap.</param>
/// <param name="Ending">Whether it came to its end by itself.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Errors, ProcessEnding Ending)
{
    /// <summary>Whether it ended by itself and with code 0.</summary>
    public bool Succeeded => Ending == ProcessEnding.Exited && ExitCode == 0;
}
