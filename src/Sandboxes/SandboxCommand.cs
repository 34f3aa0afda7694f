namespace Vitrine.Sandboxes;

/// <summary>A program to run in a sandbox.</summary>
/// <param name="Program">A path inside the sandbox, such as <c>/usr/bin/node</c>.</param>
/// <param name="Arguments">Passed on as they are.</param>
public sealed record SandboxCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to the sandbox's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How long it may run; null for as long as the sandbox lives.</summary>
    public TimeSpan? WallClock { get; init; }
}
