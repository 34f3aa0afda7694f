namespace Vitrine.Jobs;

/// <summary>How this process works on jobs.</summary>
public sealed record JobSettings
{
    /// <summary>Jobs at a time, over all queues.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>Jobs at a time of one queue; a queue that is not named has <see cref="Slots"/>.</summary>
    public IReadOnlyDictionary<string, int> QueueSlots { get; init; } = new Dictionary<string, int> { ["turns"] = 2 };

    /// <summary>How many jobs of a queue run at a time for one person and for one share (a project), over all servers; the others wait. A queue that is not named has no such limits.</summary>
    public IReadOnlyDictionary<string, JobShares> Shares { get; init; } = new Dictionary<string, JobShares> { ["turns"] = new() };

    /// <summary>How long a claim holds without a sign of life: so long a job of a killed server waits.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a worker gives a sign of life, and hears that a job is to stop when another process said so.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a worker looks without being woken: for jobs of other processes, lost leases and schedules.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long an attempt that a bug ended is made again, doubled with every attempt.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a worker looks for work whose job is gone.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stopping server waits for its handlers before it gives their jobs back.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(10);
}
