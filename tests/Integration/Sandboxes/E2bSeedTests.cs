using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Sandboxes.E2b;

namespace Vitrine.Integration.Sandboxes;

/// <summary>How often the toolchain is brought to a service whose image is a plain one.</summary>
public sealed class E2bSeedTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-seed-").FullName;
    private PlainService service = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await PlainService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_toolchain_is_uploaded_once_also_over_a_restart_of_the_server()
    {
        await MakeAsync(2);
        await MakeAsync(1);
        Assert.Equal(["base", "snapshot-of-i1", "snapshot-of-i1"], service.CreatedFrom);
        Assert.True(Assert.Single(service.Uploads) > 0);
    }

    [Fact]
    public async Task Another_toolchain_is_brought_once_and_the_older_snapshot_deleted()
    {
        await MakeAsync(1);
        await MakeAsync(2, "two");
        Assert.Equal(["base", "base", "snapshot-of-i2"], service.CreatedFrom);
        Assert.Equal(2, service.Uploads.Count);
        Assert.Equal("snapshot-of-i2", Assert.Single(service.Snapshots).Key);
    }

    [Fact]
    public async Task A_snapshot_that_somebody_has_deleted_is_made_again()
    {
        await MakeAsync(1);
        service.Snapshots.Clear();
        await MakeAsync(2);
        Assert.Equal(["base", "snapshot-of-i1", "base", "snapshot-of-i2"], service.CreatedFrom);
        Assert.Equal(2, service.Uploads.Count);
    }

    [Fact]
    public async Task A_service_that_takes_no_snapshots_gets_the_toolchain_into_each_sandbox()
    {
        service.TakesSnapshots = false;
        await MakeAsync(2);
        Assert.Equal(["base", "base"], service.CreatedFrom);
        Assert.Equal(2, service.Uploads.Count);
    }

    /// <summary>Makes sandboxes one after the other, as one server does.</summary>
    private async Task MakeAsync(int count, string version = "one")
    {
        var toolchain = Directory.CreateDirectory(Path.Combine(folder, "template", version, "toolchain")).FullName;
        await File.WriteAllTextAsync(Path.Combine(toolchain, "worker.mjs"), "", Stop);
        var options = E2bSandboxOptions.From(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["E2B_API_KEY"] = "e2b_key", ["E2B_API_URL"] = service.Address, ["E2B_SANDBOX_URL"] = service.Address }).Build(), "1.2.3", Path.Combine(folder, "state")) with
        { Toolchain = () => toolchain };
        await using var provider = new E2bSandboxProvider(options, new BookedIntervals(), TimeProvider.System, NullLogger<E2bSandboxProvider>.Instance);
        for (var at = 0; at < count; at++) await (await provider.CreateAsync(new(), Stop)).KillAsync(Stop);
    }
}
