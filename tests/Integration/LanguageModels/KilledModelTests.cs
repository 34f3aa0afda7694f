using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.Turns;
using Vitrine.Integration.Agents;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;

namespace Vitrine.Integration.LanguageModels;

/// <summary>Servers that are killed while a language model works for them: what was heard is not asked for again, and a call that was lost is booked for the most that it can have cost.</summary>
public sealed class KilledModelTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-killed-model-").FullName;
    private MessagesServer server = null!;
    private StateHost host = null!;
    private Principal admin = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await MessagesServer.StartAsync(Answer);
        host = await StateHost.StartAsync(null, services =>
        {
            TurnParts.Add(services, folder, (_, _) => Task.CompletedTask);
            ModelParts.Add(services, server.Address);
        }, TimeProvider.System);
        admin = await TurnParts.OpenShopAsync(host.Services, folder, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("bench", 1)]
    [InlineData("bench", 2)]
    [InlineData("put", 3)]
    [InlineData("put", 9)]
    public async Task What_was_heard_is_not_asked_for_again(string point, int count)
    {
        var turn = await StartAsync();
        await using (var first = await TurnServer.StartAsync(host, folder, null, point, count, server.Address))
        {
            await first.ReachedAsync();
            await first.KillAsync();
        }

        var heard = await CountAsync(row => row.Answer != null);
        var before = server.Requests.Count;
        await EndAsync(turn);
        // Each step once, but for one whose answer had not been kept when the server died.
        var steps = server.Requests.Select(request => request.AnswersSinceRequest).ToList();
        Assert.Equal(Enumerable.Range(0, Steps), steps.Distinct().Order());
        Assert.True(steps.Count - Steps == before - heard, $"{string.Join(' ', steps)}; {heard} of {before} had been heard");
        Assert.Equal("three", (await host.Get<Vitrine.Builds.Workspaces.SourceStore>().FindAsync((await host.Get<Vitrine.Apps.ListVersions>().HandleAsync(turn.AppId, admin, Stop))[0].Source, Stop))!.Files["src/App.tsx"]);
        Assert.Empty(server.Complaints);
    }

    [Fact]
    public async Task A_call_that_was_lost_in_flight_is_booked_for_the_most_that_it_can_have_cost()
    {
        var arrived = new TaskCompletionSource();
        server.Script = request => request.AnswersSinceRequest == 1 && !arrived.Task.IsCompleted
            ? Answer(request) with { Before = async stop => { arrived.TrySetResult(); await Task.Delay(Timeout.Infinite, stop); } }
            : Answer(request);
        var turn = await StartAsync();
        await KillAsync(arrived.Task);

        await EndAsync(turn);
        await using var database = await host.OpenAsync();
        var lost = await database.Set<ModelCallRow>().IgnoreQueryFilters().SingleAsync(row => row.State == ModelCallState.Lost, Stop);
        var booked = await database.Set<LedgerRow>().IgnoreQueryFilters().SingleAsync(row => row.Id == lost.Id, Stop);
        var prices = host.Get<LanguageModelTable>().All.First(model => model.Name == ModelParts.Model).Prices;
        Assert.Equal(prices.AtMost(lost.InputAtMost, lost.MaximumOutput), booked.Price);
        // More than it took, by far, and no less than the server would have told of.
        var other = await database.Set<ModelCallRow>().IgnoreQueryFilters().SingleAsync(row => row.Number == lost.Number + 1, Stop);
        Assert.True(lost.InputAtMost >= other.Input + other.CacheRead + other.CacheWrite, $"{lost.InputAtMost} {other.Input} {other.CacheRead} {other.CacheWrite}");
        // All the others are what the server told.
        var rows = (await database.Set<LedgerRow>().IgnoreQueryFilters().Where(row => row.Kind == LedgerKind.ModelCall && row.Id != lost.Id).OrderBy(row => row.Id).ToListAsync(Stop)).Select(row => row.Output);
        Assert.Equal(server.Told.Select(told => told.Output), rows);
    }

    [Fact]
    public async Task After_drops_retries_and_kills_the_ledger_has_what_the_server_counted()
    {
        var (refused, dropped) = (0, 0);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script = request => request.AnswersSinceRequest switch
        {
            0 when Interlocked.Increment(ref refused) <= 2 => Reply.Refuse(529, "overloaded_error", "Busy."),
            1 when Interlocked.Increment(ref dropped) == 1 => Answer(request) with { Breaks = (5, "end") },
            2 when !arrived.Task.IsCompleted => Answer(request) with { Before = async stop => { arrived.TrySetResult(); await Task.Delay(Timeout.Infinite, stop); } },
            3 when Interlocked.Increment(ref dropped) == 3 => Answer(request) with { Breaks = (3, "error") },
            _ => Answer(request),
        };
        var table = host.Get<BudgetTable>();
        await table.SetAsync(admin.OrganizationId, BudgetScope.Organization, null, BudgetPeriod.Day, 20m, Stop);
        var turn = await StartAsync();
        await KillAsync(arrived.Task);

        await EndAsync(turn);
        await using var database = await host.OpenAsync();
        var rows = await database.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().Where(row => row.Kind == LedgerKind.ModelCall).OrderBy(row => row.Id).ToListAsync(Stop);
        var lost = Assert.Single(rows, row => row.Details == LedgerEntry.Lost);
        rows.Remove(lost);
        // Four steps, and twice one that broke off; what was refused is not there, and the server told of nothing else.
        Assert.Equal(6, rows.Count);
        Assert.Equal(server.Told.Select(told => (told.Input, told.Output, told.CacheRead, told.CacheWrite)), rows.Select(row => (row.Input, row.Output, row.CacheRead, row.CacheWrite)));
        var prices = host.Get<LanguageModelTable>().All.First(model => model.Name == ModelParts.Model).Prices;
        // What broke off before its end, where the server tells all that it wrote, is paid for as it was heard.
        Assert.Single(rows, row => PaidOutput(row) > row.Output);
        Assert.Equal(rows.Sum(row => prices.Of(new ModelUsage(row.Input, PaidOutput(row), row.CacheRead, row.CacheWrite))) + prices.AtMost(lost.CacheWrite, lost.Output), rows.Sum(row => row.Price) + lost.Price);
        Assert.False(await database.Set<ReservationRow>().IgnoreQueryFilters().AnyAsync(Stop));
        var state = Assert.Single(await table.ListAsync(admin.OrganizationId, Stop));
        Assert.Equal((rows.Sum(row => row.Price) + lost.Price, 0m), (state.Spent, state.Reserved));
        Assert.Equal(state.Spent, (await host.Get<FindTurn>().HandleAsync(turn.Id, admin, Stop)).Cost);
    }

    [Fact]
    public async Task What_was_heard_before_the_build_is_not_asked_for_again_and_nobody_is_asked_twice()
    {
        var (looks, arrived) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        server.Script = request => request.Tools is ["before_building"] ? Interlocked.Increment(ref looks) == 1
                ? Look() with { Before = async stop => { arrived.TrySetResult(); await Task.Delay(Timeout.Infinite, stop); } }
                : Look()
            : Answer(request);
        var turn = await StartAsync();
        await KillAsync(arrived.Task, clarifies: true);

        // The look that nobody heard the end of is made once more, and its question is put.
        await using (await TurnServer.StartAsync(host, folder, null, null, 0, server.Address, clarifies: true)) await UntilAsync(turn, TurnState.Waiting);
        Assert.Equal(2, looks);
        await host.Get<AnswerTurn>().HandleAsync(turn.Id, new TurnAnswer { Answers = ["West"] }, admin, Stop);

        // Killed in the middle of the work that knows the answer.
        var working = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script = request => request.AnswersSinceRequest == 1 && !working.Task.IsCompleted
            ? Answer(request) with { Before = async stop => { working.TrySetResult(); await Task.Delay(Timeout.Infinite, stop); } }
            : Answer(request);
        await KillAsync(working.Task, clarifies: true);
        await EndAsync(turn, clarifies: true);

        Assert.Equal(2, server.Requests.Count(request => request.Tools is ["before_building"]));
        Assert.All(server.Requests.Where(request => request.Tools.Count > 1), request => Assert.Contains("<answer>\nWest\n</answer>", request.Request, StringComparison.Ordinal));
        Assert.Single(await host.Get<FollowTurn>().ListAsync(turn.Id, 0, admin, Stop), entry => entry.Kind == TurnEventKinds.Question);
        await using var database = await host.OpenAsync();
        var rows = await database.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().Where(row => row.Kind == LedgerKind.ModelCall).OrderBy(row => row.Id).ToListAsync(Stop);
        var prices = host.Get<LanguageModelTable>().All.First(model => model.Name == ModelParts.Model).Prices;
        var lost = rows.Where(row => row.Details == LedgerEntry.Lost).ToList();
        Assert.Equal([LedgerCause.Clarify, LedgerCause.User], lost.Select(row => row.Cause));
        Assert.All(lost, row => Assert.Equal(prices.AtMost(row.CacheWrite, row.Output), row.Price));
        Assert.Equal(server.Told.Select(told => (told.Input, told.Output)), rows.Except(lost).Select(row => (row.Input, row.Output)));
        Assert.False(await database.Set<ReservationRow>().IgnoreQueryFilters().AnyAsync(Stop));
        Assert.Empty(server.Complaints);
    }

    [Fact]
    public async Task A_plan_that_was_told_is_told_once()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script = request => request.Tools is ["before_building"] ? Reply.Call(Reply.Tool("before_building", new { questions = Array.Empty<object>(), plan = Overview }))
            : arrived.Task.IsCompleted ? Answer(request) : Answer(request) with { Before = async stop => { arrived.TrySetResult(); await Task.Delay(Timeout.Infinite, stop); } };
        var turn = await StartAsync();
        await KillAsync(arrived.Task, clarifies: true);
        await EndAsync(turn, clarifies: true);
        Assert.Single(server.Requests, request => request.Tools is ["before_building"]);
        Assert.Single(await host.Get<FollowTurn>().ListAsync(turn.Id, 0, admin, Stop), entry => entry.Kind == TurnEventKinds.Plan);
        Assert.All(server.Requests.Where(request => request.Tools.Count > 1), request => Assert.Contains("Page: Overview", request.Request, StringComparison.Ordinal));
    }

    private const int Steps = 4;

    private static readonly object Overview = new { pages = new[] { new { title = "Overview", widgets = Array.Empty<object>() } }, contracts = Array.Empty<object>(), filters = Array.Empty<string>() };

    private static readonly string[] Regions = ["West", "East"];

    private static Reply Look() => Reply.Call(Reply.Tool("before_building", new { questions = new[] { new { question = "Which region?", choices = Regions } }, plan = Overview }));

    private static Reply Answer(ReceivedRequest request) => request.AnswersSinceRequest switch
    {
        0 => Reply.Call(Reply.Tool("write_file", new { path = "src/App.tsx", text = "one" }), Reply.Tool("check", new { })),
        1 => Reply.Call(Reply.Tool("edit_file", new { path = "src/App.tsx", edits = new[] { new { old = "one", @new = "two" } } }), Reply.Tool("check", new { scope = "full" })),
        2 => Reply.Call(Reply.Tool("edit_file", new { path = "src/App.tsx", edits = new[] { new { old = "two", @new = "three" } } })),
        _ => Reply.Call(Reply.Tool("finish", new { summary = "Done." })),
    };

    private Task<TurnRecord> StartAsync() => host.Get<StartTurn>().HandleAsync(new(TurnParts.Project, null, "Show one.", AppName: "App", Model: ModelParts.Model), admin, Stop);

    /// <summary>A server works until then, and is killed.</summary>
    private async Task KillAsync(Task arrived, bool clarifies = false)
    {
        await using var first = await TurnServer.StartAsync(host, folder, null, null, 0, server.Address, clarifies);
        await arrived.WaitAsync(Stop);
        await first.KillAsync();
    }

    private async Task EndAsync(TurnRecord turn, bool clarifies = false)
    {
        await using var second = await TurnServer.StartAsync(host, folder, null, null, 0, server.Address, clarifies);
        await UntilAsync(turn, TurnState.Done);
    }

    private async Task UntilAsync(TurnRecord turn, TurnState state)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            var record = await host.Get<FindTurn>().HandleAsync(turn.Id, admin, Stop);
            if (record.State == state) return;
            Assert.False(record.HasEnded, $"{record.State} {record.Code} {record.Message}");
        }
    }

    private async Task<int> CountAsync(System.Linq.Expressions.Expression<Func<ModelCallRow, bool>> isSo)
    {
        await using var database = await host.OpenAsync();
        return await database.Set<ModelCallRow>().IgnoreQueryFilters().CountAsync(isSo, Stop);
    }

    private static long PaidOutput(LedgerRow row)
    {
        if (row.Details is null || !JsonDocument.Parse(row.Details).RootElement.TryGetProperty("heard", out var heard)) return row.Output;
        Assert.True(heard.GetInt64() > row.Output, $"{heard} {row.Output}");
        return heard.GetInt64();
    }
}
