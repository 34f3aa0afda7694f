using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Outside.Http;
using Vitrine.Primitives;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.E2b;
using Vitrine.Sandboxes.Host;

namespace Vitrine.Integration.Sandboxes;

/// <summary>The specification, for the client of E2B against a sandbox host; and what goes wrong over a network.</summary>
public sealed class E2bSandboxProviderTests(E2bFixture e2b) : SandboxProviderSpecification, IClassFixture<E2bFixture>
{
    protected override ISandboxProvider Provider => e2b.Provider;

    protected override IReadOnlyList<SandboxInterval> Booked => e2b.Booked;

    [Theory]
    [InlineData("sandbox.bad-key", "E2B_API_KEY", "e2b_00000000000000000000000000000000")]
    [InlineData("sandbox.no-template", "E2B_TEMPLATE_NAME", "nobodys")]
    [InlineData("sandbox.no-tag", "E2B_TEMPLATE_TAG", "9.9.9")]
    [InlineData("sandbox.unreachable", "E2B_API_URL", "http://127.0.0.1:9")]
    public async Task A_wrong_setting_is_named(string code, string name, string value)
    {
        await using var provider = e2b.NewProvider(e2b.Host.Address, ("E2B_TEMPLATE_NAME", "vitrine"), (name, value));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => provider.CreateAsync(new(), Stop));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(e2b.Key, refusal.Message, StringComparison.Ordinal);
        var readiness = await provider.ProbeAsync(Stop);
        Assert.Equal((false, refusal.Message), (readiness.IsReady, readiness.Reason));
    }

    [Fact]
    public async Task An_empty_tag_is_the_templates_default()
    {
        await using var provider = e2b.NewProvider(e2b.Host.Address, ("E2B_TEMPLATE_NAME", "vitrine"), ("E2B_TEMPLATE_TAG", ""));
        await using var sandbox = await provider.CreateAsync(new(), Stop);
        await RunAsync(sandbox, "", keepsRunning: false);
    }

    [Fact]
    public async Task As_many_as_may_run_is_told_as_that()
    {
        await using var host = await e2b.StartHostAsync(e2b.HostOptions("small", mostRunning: 1));
        await using var provider = e2b.NewProvider(host.Address);
        var first = await provider.CreateAsync(new(), Stop);
        Assert.Equal("sandbox.quota", (await Assert.ThrowsAsync<RefusalException>(() => provider.CreateAsync(new(), Stop))).Code);
        await first.KillAsync(Stop);
        await using var second = await provider.CreateAsync(new(), Stop);
    }

    [Fact]
    public async Task Why_a_sandbox_ended_by_itself_is_said()
    {
        await using var sandbox = await Provider.CreateAsync(new(), Stop);
        // What serves the sandbox is the parent of what it starts.
        var process = await sandbox.StartAsync(Script("process.kill(process.ppid,'SIGKILL');setInterval(()=>{},1000)"), Stop);
        Assert.Equal(137, await process.Exit.WaitAsync(Stop));
        Assert.Contains("ended (code 137): something in the sandbox ended it", process.KilledBecause, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => sandbox.ReadFileAsync("a", Stop));
        Assert.Equal("sandbox.gone", refusal.Code);
        Assert.Contains("ended (code 137)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sandbox_that_vanishes_ends_its_program_and_says_so()
    {
        await using var host = await e2b.StartHostAsync(e2b.HostOptions("vanishing"));
        await using var provider = e2b.NewProvider(host.Address);
        var sandbox = await provider.CreateAsync(new(), Stop);
        var process = await sandbox.StartAsync(Script("console.log('up');setInterval(()=>{},1000)"), Stop);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("up", await reader.ReadLineAsync(Stop));
        await EndAsync(host, sandbox.Id);
        Assert.Equal(137, await process.Exit.WaitAsync(Stop));
        Assert.Equal("The sandbox is not running any more.", process.KilledBecause);
        await Assert.ThrowsAsync<IOException>(() => process.Input.WriteAsync("x"u8.ToArray(), Stop).AsTask());
        Assert.Equal("sandbox.gone", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.StartAsync(Script("1"), Stop))).Code);
        Assert.Equal("sandbox.gone", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.ReadFileAsync("a", Stop))).Code);
        Assert.Equal("sandbox.gone", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.PauseAsync(Stop))).Code);
    }

    [Fact]
    public async Task A_sandbox_that_comes_back_with_other_files_is_not_used()
    {
        var sandbox = await e2b.Provider.CreateAsync(new(), Stop);
        await sandbox.WriteFilesAsync([File("a", "as it was")], Stop);
        await sandbox.PauseAsync(Stop);
        await System.IO.File.WriteAllTextAsync(Path.Combine(e2b.Folder, "paused", sandbox.Id), new string('0', 64), Stop);
        Assert.Null(await e2b.Provider.ResumeAsync(sandbox.Id, new(), Stop));
        Assert.False(System.IO.File.Exists(Path.Combine(e2b.Folder, "paused", sandbox.Id)));
        Assert.Null(await e2b.Provider.ResumeAsync(sandbox.Id, new(), Stop));
    }

    [Fact]
    public async Task A_paused_sandbox_outlives_its_host()
    {
        var options = e2b.HostOptions("restarted");
        string id;
        await using (var host = await e2b.StartHostAsync(options))
        {
            await using var provider = e2b.NewProvider(host.Address);
            var sandbox = await provider.CreateAsync(new(), Stop);
            id = sandbox.Id;
            await sandbox.WriteFilesAsync([File("a", "kept")], Stop);
            await sandbox.PauseAsync(Stop);
        }

        await using var again = await e2b.StartHostAsync(options);
        await using var later = e2b.NewProvider(again.Address);
        await using var resumed = Assert.IsType<ISandbox>(await later.ResumeAsync(id, new(), Stop), exactMatch: false);
        Assert.Equal("kept", System.Text.Encoding.UTF8.GetString((await resumed.ReadFileAsync("a", Stop))!));
    }

    [Fact]
    public async Task A_toolchain_that_is_neither_there_nor_can_be_brought_is_named()
    {
        var toolchain = LocalSandboxFixture.Toolchain(e2b.Folder);
        var options = E2bSandboxOptions.From(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["E2B_API_KEY"] = e2b.Key, ["E2B_API_URL"] = e2b.Host.Address, ["E2B_SANDBOX_URL"] = e2b.Host.Address }).Build(), "1.2.3", e2b.Folder) with
        { Toolchain = () => toolchain };
        await using var provider = new E2bSandboxProvider(options, new BookedIntervals(), TimeProvider.System, NullLogger<E2bSandboxProvider>.Instance);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => provider.CreateAsync(new(), Stop));
        Assert.Equal("sandbox.no-toolchain", refusal.Code);
        Assert.Contains("user 'root' is not supported", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_server_left_is_ended_and_booked_once_and_what_runs_is_not()
    {
        await using var host = await e2b.StartHostAsync(e2b.HostOptions("left"));
        await using var killed = e2b.NewProvider(host.Address);
        var owner = new SandboxOwner(Guid.CreateVersion7(), null, null, Guid.CreateVersion7(), null);
        var working = await killed.CreateAsync(new() { Owner = owner }, Stop);
        var warm = await killed.CreateAsync(new(), Stop);
        var paused = await killed.CreateAsync(new(), Stop);
        await paused.PauseAsync(Stop);
        var unmarked = await killed.CreateAsync(new(), Stop);
        await using var other = e2b.NewProvider(host.Address);
        await using var living = await other.CreateAsync(new(), Stop);

        // As if their server had been killed: its marks name a process that is not there, and one has none.
        var marks = new E2bMarks(Path.Combine(e2b.Folder, "paused"));
        foreach (var one in new[] { working, warm, paused }) marks.Write(one.Id, marks.Read()[one.Id] with { Server = "4194303 1" });
        Assert.Equal(3, await other.EndLeftoversAsync(Stop));
        Assert.Equal(0, await other.EndLeftoversAsync(Stop));
        foreach (var one in new[] { working, warm }) Assert.Equal("sandbox.gone", (await Assert.ThrowsAsync<RefusalException>(() => one.ReadFileAsync("a", Stop))).Code);
        Assert.Null(await other.ResumeAsync(paused.Id, new(), Stop));
        Assert.Null(await living.ReadFileAsync("a", Stop));
        Assert.Null(await unmarked.ReadFileAsync("a", Stop));
        var interval = Assert.Single(e2b.Booked, one => one.Owner == owner);
        Assert.True(interval.Ended > interval.Started && interval.Ended <= TimeProvider.System.GetUtcNow());
        Assert.DoesNotContain(marks.Read().Keys, id => id == working.Id || id == warm.Id || id == paused.Id);
        // Whoever thinks that it still has it books the same interval, which stands in a ledger once.
        await working.DisposeAsync();
        Assert.Equal(interval.Id, Assert.Single(e2b.Booked.Where(one => one.Owner == owner).Select(one => one.Id).Distinct()));
    }

    [Fact]
    public async Task One_that_was_made_in_the_moment_in_which_its_server_was_killed_is_found_by_its_metadata()
    {
        await using var host = await e2b.StartHostAsync(e2b.HostOptions("moment"));
        await using var provider = e2b.NewProvider(host.Address);
        var name = new E2bMarks(Path.Combine(e2b.Folder, "paused")).FolderName;
        foreach (var (folder, server) in new[] { (name, "4194303 1"), (name, ServerProcess.This), ("of-another-server", "4194303 1") })
        {
            var made = await provider.Api.CreateAsync("vitrine", new Dictionary<string, string> { [E2bLeftovers.FolderLabel] = folder, [E2bLeftovers.ServerLabel] = server }, TimeSpan.FromMinutes(1), Stop);
            Assert.NotEmpty(made.Id);
        }

        Assert.Equal(1, await provider.EndLeftoversAsync(Stop));
        Assert.Equal(0, await provider.EndLeftoversAsync(Stop));
        Assert.Single(await provider.Api.ListAsync(E2bLeftovers.FolderLabel, name, Stop));
    }

    private async Task EndAsync(SandboxHostServer host, string id)
    {
        using var http = OutboundHttp.ForOperatorEndpoints(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{host.Address}/sandboxes/{id}");
        request.Headers.Add("X-API-KEY", e2b.Key);
        using var response = await http.SendAsync(request, Stop);
        response.EnsureSuccessStatusCode();
    }
}
