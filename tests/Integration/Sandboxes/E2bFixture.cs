using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.E2b;
using Vitrine.Sandboxes.Host;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Integration.Sandboxes;

/// <summary>A sandbox host in this process, and the client for E2B against it: both ends of the protocol, over a real port.</summary>
public sealed class E2bFixture : IAsyncLifetime
{
    private readonly BookedIntervals meter = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("vitrine-e2b-").FullName;

    public string Key { get; } = "e2b_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public SandboxHostServer Host { get; private set; } = null!;

    public E2bSandboxProvider Provider { get; private set; } = null!;

    public IReadOnlyList<SandboxInterval> Booked => meter.Intervals;

    public SandboxHostOptions HostOptions(string name, int mostRunning = 20) => new()
    {
        Address = "http://127.0.0.1:0",
        ApiKeys = [Key],
        Folder = Path.Combine(Folder, name),
        Version = "1.2.3",
        MostRunning = mostRunning,
    };

    public Task<SandboxHostServer> StartHostAsync(SandboxHostOptions options) => SandboxesModule.StartSandboxHostAsync(
        options,
        new LocalSandboxOptions { Folder = options.Folder + "-sandboxes", Toolchain = () => LocalSandboxFixture.Toolchain(Folder), ToolchainCopies = Path.Combine(Path.GetTempPath(), "vitrine-test-toolchains") },
        NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    /// <summary>A client as an operator sets it up.</summary>
    public E2bSandboxProvider NewProvider(string address, params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["E2B_API_KEY"] = Key, ["E2B_API_URL"] = address, ["E2B_SANDBOX_URL"] = address };
        foreach (var (name, value) in settings) all[name] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        return new E2bSandboxProvider(E2bSandboxOptions.From(configuration, "1.2.3", Path.Combine(Folder, "paused")), meter, TimeProvider.System, NullLogger<E2bSandboxProvider>.Instance);
    }

    public async ValueTask InitializeAsync()
    {
        Host = await StartHostAsync(HostOptions("host"));
        Provider = NewProvider(Host.Address, ("E2B_TEMPLATE_NAME", "vitrine"));
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        await Host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
