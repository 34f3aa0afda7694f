namespace Vitrine.Outside.Processes;

/// <summary>A program to start. Arguments are a list and reach it as they are: no shell reads them.</summary>
/// <param name="Program">An absolute path, or a name that is looked up in the server's <c>PATH</c>.</param>
/// <param name="Arguments">Everything after the program's name.</param>
public sealed record ProcessRequest(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The whole environment of the process: what is not named here is not there, the server's secrets among it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it runs; null for the file system's root, so that it holds no folder in use.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>How long <see cref="LocalProcess.RunAsync"/> lets it run.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes that <see cref="LocalProcess.RunAsync"/> keeps of each stream; more ends the process.</summary>
    public int MaximumOutputBytes { get; init; } = 1 << 20;
}
