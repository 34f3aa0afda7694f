namespace Vitrine.Outside.Processes;

/// <summary>How a process came to its end.</summary>
public enum ProcessEnding
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>It was killed when its time was over.</summary>
    TimedOut,

    /// <summary>It was killed because it wrote more than its cap.</summary>
    TooMuchOutput,
}
