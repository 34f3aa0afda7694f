using Vitrine.Sandboxes;

namespace Vitrine.Integration.Agents;

/// <summary>Sandboxes of which only a price is asked.</summary>
internal sealed class NamedSandboxes(string name) : ISandboxProvider
{
    public string Name => name;

    public SandboxSize Size => new(2, 1L << 30);

    public Task<SandboxReadiness> ProbeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ISandbox> CreateAsync(SandboxRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ISandbox?> ResumeAsync(string sandboxId, SandboxRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DiscardAsync(string sandboxId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
