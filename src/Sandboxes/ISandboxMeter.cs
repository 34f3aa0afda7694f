namespace Vitrine.Sandboxes;

/// <summary>Where the time of sandboxes is booked: the ledger, in the server.</summary>
public interface ISandboxMeter
{
    /// <summary>Books one interval. Called once for each, when it is over.</summary>
    Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken);
}
