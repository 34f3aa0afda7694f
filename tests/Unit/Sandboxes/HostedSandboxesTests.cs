using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Host;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Unit.Sandboxes;

/// <summary>Sandboxes that are lent, over ones of which each step can be made to fail.</summary>
public sealed class HostedSandboxesTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider clock = new();
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-hosted-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("no room")]
    [InlineData("no right")]
    [InlineData("too much")]
    [InlineData("what nobody thought of")]
    public async Task One_that_cannot_be_paused_at_its_end_keeps_no_other_alive(string reason)
    {
        Exception fault = reason switch
        {
            "no room" => new IOException(reason),
            "no right" => new UnauthorizedAccessException(reason),
            "too much" => new RefusalException("sandbox.too-much-to-keep", reason, RefusalKind.TooLarge),
            _ => new InvalidOperationException(reason),
        };
        var provider = new AnsweringSandboxes(pauseFault: fault);
        await using var hosted = Host(provider);
        var first = await hosted.CreateAsync(Draft(pausesAtEnd: true), Minute, Stop);
        var second = await hosted.CreateAsync(Draft(), 2 * Minute, Stop);
        clock.Advance(Minute);
        if (fault is not InvalidOperationException)
        {
            await provider.Made[0].Exit.WaitAsync(Stop);
            Assert.Null(hosted.Find(first.Record.Id));
        }

        clock.Advance(Minute);
        await provider.Made[1].Exit.WaitAsync(Stop);
        Assert.Null(hosted.Find(second.Record.Id));
    }

    [Fact]
    public async Task As_many_are_paused_as_the_host_keeps()
    {
        await using var hosted = Host(new AnsweringSandboxes());
        foreach (var _ in Enumerable.Range(0, 2)) await hosted.PauseAsync(await hosted.CreateAsync(Draft(), Minute, Stop), Stop);
        var third = await hosted.CreateAsync(Draft(), Minute, Stop);
        Assert.Equal(429, (await Assert.ThrowsAsync<HostRefusal>(() => hosted.PauseAsync(third, Stop))).Status);
        await hosted.KillAsync(hosted.All.First(one => one.IsPaused));
        await hosted.PauseAsync(third, Stop);
    }

    [Fact]
    public async Task What_is_paused_is_kept_until_it_runs_again()
    {
        var provider = new AnsweringSandboxes();
        await using var hosted = Host(provider);
        var sandbox = await hosted.CreateAsync(Draft(), Minute, Stop);
        await hosted.PauseAsync(sandbox, Stop);
        var kept = sandbox.Record.PausedAs!;
        provider.StartFault = new RefusalException("sandbox.unavailable", "too busy", RefusalKind.Unavailable);
        await Assert.ThrowsAsync<RefusalException>(() => hosted.ConnectAsync(sandbox, Minute));
        Assert.Equal((sandbox, kept), (hosted.Find(sandbox.Record.Id), sandbox.Record.PausedAs));
        Assert.Empty(provider.Discarded);
        await using (var restarted = Host(provider)) Assert.Equal(kept, restarted.Find(sandbox.Record.Id)?.Record.PausedAs);
        provider.StartFault = null;
        Assert.True(await hosted.ConnectAsync(sandbox, Minute));
        Assert.False(sandbox.IsPaused);
        Assert.Equal([kept], provider.Discarded);
        await using (var restarted = Host(provider)) Assert.Null(restarted.Find(sandbox.Record.Id));
    }

    [Fact]
    public async Task What_was_paused_too_long_for_a_host_that_starts_is_not_listed()
    {
        var provider = new AnsweringSandboxes();
        await using (var before = Host(provider)) await before.PauseAsync(await before.CreateAsync(Draft(), Minute, Stop), Stop);
        clock.Advance(TimeSpan.FromHours(23));
        await using (var young = Host(provider)) Assert.Single(young.All);
        clock.Advance(TimeSpan.FromHours(2));
        await using (var old = Host(provider)) Assert.Empty(old.All);
    }

    [Fact]
    public async Task One_that_was_killed_since_it_was_found_is_not_joined()
    {
        await using var hosted = Host(new AnsweringSandboxes());
        var sandbox = await hosted.CreateAsync(Draft(), Minute, Stop);
        await hosted.KillAsync(sandbox);
        Assert.Equal(404, (await Assert.ThrowsAsync<HostRefusal>(() => hosted.ConnectAsync(sandbox, Minute))).Status);
    }

    [Theory]
    [InlineData("""{"entry":{}}""")]
    [InlineData("""{"entry":7}""")]
    [InlineData("""{"entry":{"name":"a","kind":"f","path":"x","size":1e300,"mode":1,"permissions":"","modified":""}}""")]
    [InlineData("""{"entries":{}}""")]
    [InlineData("5")]
    public async Task An_answer_that_has_not_the_form_is_no_fault_of_the_host(string answer)
    {
        await using var hosted = Host(new AnsweringSandboxes(_ => answer));
        var sandbox = await hosted.CreateAsync(Draft(), Minute, Stop);
        var refused = await Assert.ThrowsAsync<ConnectException>(() => FilesystemCalls.AnswerAsync(sandbox, "Stat", new JsonObject { ["path"] = "x" }, Stop));
        Assert.Equal(ConnectCode.Internal, refused.Code);
        Assert.Equal(ConnectCode.Internal, (await Assert.ThrowsAsync<ConnectException>(() => sandbox.MeasureAsync(clock, 1, Stop))).Code);
    }

    [Theory]
    [InlineData("""{"seconds":1e400,"memory":1,"diskUsed":1,"diskTotal":1}""")]
    [InlineData("""{"seconds":1e300,"memory":1,"diskUsed":1,"diskTotal":1}""")]
    [InlineData("""{"seconds":-1,"memory":1,"diskUsed":1,"diskTotal":1}""")]
    [InlineData("""{"seconds":1,"memory":1,"diskUsed":-5,"diskTotal":1}""")]
    public async Task A_figure_that_cannot_be_is_not_passed_on(string answer)
    {
        await using var hosted = Host(new AnsweringSandboxes(_ => answer));
        var sandbox = await hosted.CreateAsync(Draft(), Minute, Stop);
        Assert.Equal(ConnectCode.Internal, (await Assert.ThrowsAsync<ConnectException>(() => sandbox.MeasureAsync(clock, 1, Stop))).Code);
    }

    private HostedSandboxes Host(AnsweringSandboxes provider)
        => new(new SandboxHostOptions { Address = "", ApiKeys = [], Folder = folder, Version = "1", MostPaused = 2 }, provider, clock, NullLogger.Instance);

    private static HostedRecord Draft(bool pausesAtEnd = false) => new() { Id = "", Owner = "o", Template = "base", PausesAtEnd = pausesAtEnd };
}
