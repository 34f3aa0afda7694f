namespace Vitrine.Builds.Register;

/// <summary>What a sandbox is doing.</summary>
public enum SandboxState
{
    /// <summary>It is being made ready.</summary>
    Starting = 0,

    /// <summary>It waits for whoever comes next and has worked for nobody.</summary>
    Ready = 1,

    /// <summary>It works for a turn.</summary>
    Running = 2,

    /// <summary>It waits, paused, for its app's next turn.</summary>
    Paused = 3,
}
