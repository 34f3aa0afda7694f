using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.E2b;
using Vitrine.Sandboxes.Host;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>A provider to attack, with targets around it.</summary>
public abstract class AttackFixture : IAsyncLifetime
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("vitrine-attacks-").FullName;

    public ISandboxProvider Provider { get; private set; } = null!;

    public AttackTargets Targets { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Targets = new AttackTargets(Folder);
        Provider = await StartAsync();
        var ready = await Provider.ProbeAsync(CancellationToken.None);
        Assert.True(ready.IsReady, $"{ready.Reason} {ready.Remedy}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Targets.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract Task<ISandboxProvider> StartAsync();

    protected abstract Task StopAsync();

    protected LocalSandboxOptions Local(string name) => new()
    {
        Folder = Path.Combine(Folder, name),
        Toolchain = () => LocalSandboxFixture.Toolchain(Folder),
        ToolchainCopies = Path.Combine(Path.GetTempPath(), "vitrine-test-toolchains"),
    };
}

/// <summary>Sandboxes of this machine.</summary>
public sealed class LocalAttackFixture : AttackFixture
{
    private LocalSandboxProvider? provider;

    protected override Task<ISandboxProvider> StartAsync()
        => Task.FromResult<ISandboxProvider>(provider = new LocalSandboxProvider(Local("sandboxes"), new BookedIntervals(), TimeProvider.System, NullLogger<LocalSandboxProvider>.Instance));

    protected override async Task StopAsync() => await provider!.DisposeAsync();
}

/// <summary>Sandboxes of a sandbox host, over E2B's protocol.</summary>
public sealed class HostedAttackFixture : AttackFixture
{
    private const string Key = "e2b_0f3c0f3c0f3c0f3c0f3c0f3c0f3c0f3c0f3c0f3c";
    private SandboxHostServer? host;
    private E2bSandboxProvider? provider;

    protected override async Task<ISandboxProvider> StartAsync()
    {
        var options = new SandboxHostOptions { Address = "http://127.0.0.1:0", ApiKeys = [Key], Folder = Path.Combine(Folder, "host"), Version = "1.2.3", Limits = AttackTargets.Limits };
        host = await SandboxesModule.StartSandboxHostAsync(options, Local("sandboxes"), NullLoggerFactory.Instance, CancellationToken.None);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["E2B_API_KEY"] = Key, ["E2B_API_URL"] = host.Address, ["E2B_SANDBOX_URL"] = host.Address, ["E2B_TEMPLATE_NAME"] = "vitrine" }).Build();
        return provider = new E2bSandboxProvider(E2bSandboxOptions.From(configuration, "1.2.3", Path.Combine(Folder, "paused")), new BookedIntervals(), TimeProvider.System, NullLogger<E2bSandboxProvider>.Instance);
    }

    protected override async Task StopAsync()
    {
        await provider!.DisposeAsync();
        await host!.DisposeAsync();
    }
}
