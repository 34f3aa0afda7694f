namespace Vitrine.Sandboxes;

/// <summary>What a sandbox may use. A process that passes a limit is refused more, or the whole sandbox is killed.</summary>
public sealed record SandboxLimits
{
    /// <summary>Resident memory of all processes together, in bytes, files in memory included. 768 MiB hold a build worker and the type checker.</summary>
    public long MemoryBytes { get; init; } = 768L << 20;

    /// <summary>Size of <c>/workspace</c>, in bytes.</summary>
    public long WorkspaceBytes { get; init; } = 64L << 20;

    /// <summary>Processes and threads. A build worker has about 24, the type checker as many again.</summary>
    public int Processes { get; init; } = 160;

    /// <summary>Open files of one process.</summary>
    public int OpenFiles { get; init; } = 512;

    /// <summary>Size of one file, in bytes.</summary>
    public long FileBytes { get; init; } = 32L << 20;

    /// <summary>Bytes that a process may write to its output, and again to its errors, over its life.</summary>
    public long OutputBytes { get; init; } = 512L << 20;

    /// <summary>CPU seconds of one process; null for no bound beside the wall clock.</summary>
    public int? CpuSeconds { get; init; }
}
