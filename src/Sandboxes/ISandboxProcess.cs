namespace Vitrine.Sandboxes;

/// <summary>A process in a sandbox.</summary>
public interface ISandboxProcess
{
    /// <summary>Completes with the exit code; 137 when it was killed.</summary>
    Task<int> Exit { get; }

    /// <summary>Why the sandbox ended it: over its memory, time or output. Null while it runs and when it ended by itself.</summary>
    string? KilledBecause { get; }

    /// <summary>What the process reads.</summary>
    Stream Input { get; }

    /// <summary>What it writes; reading past the cap ends the process.</summary>
    Stream Output { get; }

    /// <summary>Its error stream, with a cap of its own.</summary>
    Stream Errors { get; }

    /// <summary>Ends it with everything that it started.</summary>
    Task KillAsync();
}
