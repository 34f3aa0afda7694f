using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vitrine.Ledger;
using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes;

/// <summary>What a killed server's sandboxes ran is booked by the next one: once, with an end.</summary>
public sealed class KilledSandboxServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owned", 1)]
    [InlineData("claimed later", 2)]
    [InlineData("warm", 0)]
    public async Task Each_interval_stands_in_the_ledger_once_whoever_was_killed(string how, int entries)
    {
        await using var host = await StateHost.StartAsync(null, SandboxServer.Add, TimeProvider.System);
        await SandboxServer.KillOneAsync(host.Folder.Path, how, Stop);
        Assert.Empty(await BookedAsync(host));
        var processes = Processes(host.Folder.Combine("sandboxes"));

        await SandboxServer.BookAsync(host);
        var booked = await BookedAsync(host);
        Assert.Equal(entries, booked.Count);
        Assert.All(booked, row => Assert.True(row.Started <= row.Ended && row.Ended <= TimeProvider.System.GetUtcNow(), $"{row.Started} {row.Ended}"));
        Assert.All(booked, row => Assert.Equal((SandboxServer.Owner.OrganizationId, SandboxServer.Owner.TurnId, 0m), (row.OrganizationId, row.TurnId, row.Price)));
        Assert.Empty(Directory.GetDirectories(host.Folder.Combine("sandboxes")));
        await NoneRunsAsync(processes);
        Assert.DoesNotContain(host.Folder.Path, await File.ReadAllTextAsync("/proc/self/mountinfo", Stop), StringComparison.Ordinal);

        await SandboxServer.BookAsync(host);
        Assert.Equal(entries, (await BookedAsync(host)).Count);
    }

    [Fact]
    public async Task A_server_that_is_killed_between_booking_and_clearing_away_books_nothing_twice()
    {
        await using var host = await StateHost.StartAsync(null, SandboxServer.Add, TimeProvider.System);
        var interval = new SandboxInterval(Guid.CreateVersion7(), "local", SandboxServer.Owner, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Get<ISandboxMeter>().RecordAsync(interval, Stop)));
        Assert.Equal(interval.Id, Assert.Single(await BookedAsync(host)).Id);
    }

    /// <summary>The first process of each sandbox, and when it started.</summary>
    private static List<(int Process, string Start)> Processes(string folder)
    {
        var found = Directory.GetFiles(folder, "process", SearchOption.AllDirectories).Select(file => File.ReadAllText(file).Split(' ')).Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), words[1])).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>They die with their server; one whose server was killed in the moment in which it started, with the next one's start.</summary>
    private static async Task NoneRunsAsync(IReadOnlyList<(int Process, string Start)> processes)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        foreach (var (process, start) in processes)
        {
            // One that has ended and that nobody has asked for yet has no words.
            while (ProcessTree.StartOf(process) == start && ProcessTree.CommandOf(process).Count > 0) await timer.WaitForNextTickAsync(Stop);
        }
    }

    private static async Task<IReadOnlyList<LedgerRow>> BookedAsync(StateHost host)
    {
        await using var database = await host.OpenAsync();
        return await database.Set<LedgerRow>().AsNoTracking().ToListAsync(Stop);
    }
}
