namespace Vitrine.Sandboxes;

/// <summary>A stretch of time in which a sandbox ran for somebody.</summary>
/// <param name="Id">Its own: booked a second time, it stands in the ledger once.</param>
/// <param name="Provider">Which provider.</param>
/// <param name="Owner">For whom.</param>
/// <param name="Started">When its first process started.</param>
/// <param name="Ended">When it was over.</param>
public sealed record SandboxInterval(Guid Id, string Provider, SandboxOwner Owner, DateTimeOffset Started, DateTimeOffset Ended)
{
    /// <summary>Virtual processors that it had. One of this machine may use several and counts as having one.</summary>
    public decimal Cpus { get; init; } = 1;

    /// <summary>Memory that it had, in bytes.</summary>
    public long MemoryBytes { get; init; }
}
