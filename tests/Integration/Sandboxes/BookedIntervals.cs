using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes;

/// <summary>A ledger that keeps intervals in memory.</summary>
internal sealed class BookedIntervals : ISandboxMeter
{
    private readonly Lock gate = new();
    private readonly List<SandboxInterval> intervals = [];

    public IReadOnlyList<SandboxInterval> Intervals
    {
        get
        {
            lock (gate) return [.. intervals];
        }
    }

    public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken)
    {
        lock (gate) intervals.Add(interval);
        return Task.CompletedTask;
    }
}
