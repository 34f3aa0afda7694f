namespace Vitrine.Sandboxes;

/// <summary>What a sandbox may use. A process that passes a limit is refused more, or the whole sandbox is killed.</summary>
public sealed record SandboxLimits
{
    /// <summary>Resident memory of all processes together, in bytes, files in memory included. 768 MiB hold a build worker and the type checker.</summary>
    public long MemoryBytes { get; init; } = 768L << 20;

    /// <summary>Size of <c>/workspace</c>, in bytes.</summary>
    public long WorkspaceBytes { get; init; } = 64L << 20;

    /// <summary>Files and folders in <c>/workspace</c>, and again in <c>/tmp</c>: also those without content take memory.</summary>
    public int Files { get; init; } = 20_000;

    /// <summary>Processes and threads. A build worker has about 24, the type checker as many again.</summary>
    public int Processes { get; init; } = 160;

    /// <summary>Open files of one process.</summary>
    public int OpenFiles { get; init; } = 512;

    /// <summary>Size of one file, in bytes.</summary>
    public long FileBytes { get; init; } = 32L << 20;

    /// <summary>Bytes that a process may write to its output, and again to its errors, over its life.</summary>
    public long OutputBytes { get; init; } = 512L << 20;

    /// <summary>Processors that all of it may keep busy at a time. Held where control groups can be made.</summary>
    public decimal Cpus { get; init; } = 4;

    /// <summary>Seconds on a processor, of one process and of all together; null for no bound beside the wall clock. A turn of half an hour needs about a hundred.</summary>
    public int? CpuSeconds { get; init; } = 3600;
}
