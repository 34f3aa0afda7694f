namespace Vitrine.Sandboxes.Host;

/// <summary>What a sandbox host lends, and to whom.</summary>
public sealed record SandboxHostOptions
{
    /// <summary>How long a paused sandbox is kept while no host runs.</summary>
    public static readonly TimeSpan PausedOutlive = TimeSpan.FromDays(1);

    /// <summary>Where it listens, such as <c>http://127.0.0.1:3000</c>. Beyond this machine it belongs behind a proxy with TLS.</summary>
    public required string Address { get; init; }

    /// <summary>Whose keys it accepts, each <c>e2b_</c> and lower-case hex: some versions of E2B's SDK send no other. Who has one key sees nothing of another's sandboxes.</summary>
    public required IReadOnlyList<string> ApiKeys { get; init; }

    /// <summary>Its own folder: the seed of the tokens, and the list of what is paused.</summary>
    public required string Folder { get; init; }

    /// <summary>The tag under which the templates are known beside the default one: the running version.</summary>
    public required string Version { get; init; }

    /// <summary>What each sandbox may use.</summary>
    public SandboxLimits Limits { get; init; } = new() { MemoryBytes = 1L << 30, WorkspaceBytes = 256L << 20, Files = 100_000, Processes = 256, FileBytes = 128L << 20, OutputBytes = 1L << 40, CpuSeconds = null };

    /// <summary>Sandboxes that run at a time.</summary>
    public int MostRunning { get; init; } = 20;

    /// <summary>Paused sandboxes that are kept at a time: each takes what it has written, on the host's disk, for as long as nobody kills it.</summary>
    public int MostPaused { get; init; } = 200;

    /// <summary>How long a sandbox may be asked to live on from now.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromHours(24);
}
