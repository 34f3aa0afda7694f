using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes;

/// <summary>The specification, for sandboxes of this machine.</summary>
public sealed class LocalSandboxProviderTests(LocalSandboxFixture sandboxes) : SandboxProviderSpecification, IClassFixture<LocalSandboxFixture>
{
    protected override ISandboxProvider Provider => sandboxes.Provider;

    protected override IReadOnlyList<SandboxInterval> Booked => sandboxes.Booked;
}
