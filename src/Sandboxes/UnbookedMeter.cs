namespace Vitrine.Sandboxes;

/// <summary>For sandboxes that are lent: who borrows one books its time.</summary>
internal sealed class UnbookedMeter : ISandboxMeter
{
    public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken) => Task.CompletedTask;
}
