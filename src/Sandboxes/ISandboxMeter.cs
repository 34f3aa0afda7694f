namespace Vitrine.Sandboxes;

/// <summary>Where the time of sandboxes is booked: the ledger, in the server.</summary>
public interface ISandboxMeter
{
    /// <summary>Books one interval when it is over. One that was booked already, as when a server was killed while it cleared away, changes nothing.</summary>
    Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken);
}
