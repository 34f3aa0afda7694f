using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Agents;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Integration.Agents;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;

namespace Vitrine.Integration.LanguageModels;

/// <summary>What turns of a language model may cost: whole turns over the loopback server.</summary>
public sealed class SpendingTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-spending-").FullName;
    private MessagesServer server = null!;
    private StateHost host = null!;
    private Principal admin = null!;
    private int written;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await MessagesServer.StartAsync(_ => Reply.Say("?"));
        host = await StateHost.StartAsync(null, services =>
        {
            TurnParts.Add(services, folder, (_, _) => Task.CompletedTask, new TurnSettings { Steps = 100_000, Repairs = 100_000 });
            // Dear enough that five dollars are soon spent.
            ModelParts.Add(services, server.Address, ModelParts.OnlyTheWork with { Models = [new() { Name = ModelParts.Model, Input = 20, Output = 100, CacheWrite = 25, CacheRead = 2 }] });
        }, TimeProvider.System);
        admin = await TurnParts.OpenShopAsync(host.Services, folder, Stop);
        await host.Get<JobWorker>().StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(server.Complaints);
        await host.Get<JobWorker>().StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_runaway_stops_below_its_budget()
    {
        await BudgetAsync(BudgetScope.App, null, 5m);
        server.Script = Runaway;
        var prices = host.Get<LanguageModelTable>().All.First(model => model.Name == ModelParts.Model).Prices;
        var ended = await UntilAsync(await StartAsync("Show everything."), turn => turn.HasEnded);

        Assert.Equal((TurnState.Failed, "budget.spent"), (ended.State, ended.Code));
        Assert.StartsWith("The daily budget of this app is $5.00, of which $", ended.Message, StringComparison.Ordinal);
        // What was written is kept, and the last calls had less room than they asked for.
        Assert.Equal(VersionStatus.Failed, Assert.Single(await host.Get<ListVersions>().HandleAsync(ended.AppId, admin, Stop)).Status);
        var calls = await CallsAsync(ended);
        Assert.True(calls.Count > 5, $"{calls.Count} calls");
        // Not all of it can be used: the last call that would fit must fit also where each token of it were as dear as can be.
        Assert.InRange(ended.Cost, 2.5m, 4.999999m);
        var asked = server.Requests.Select(request => (int)request.Body["max_tokens"]!).ToList();
        Assert.True(asked[^1] < asked[0] && asked.All(most => most >= 2_000), string.Join(' ', asked));
        Assert.Equal(ended.Cost, calls.Sum(call => call.Price));
        Assert.Equal(server.Told.Sum(told => prices.Of(new ModelUsage(told.Input, told.Output, told.CacheRead, told.CacheWrite))), ended.Cost);
        Assert.Equal(0, await ReservationsAsync());

        // The next prompt hears it at once; another app has a budget of its own.
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => StartAsync("More.", ended));
        Assert.Equal("budget.spent", refusal.Code);
        Assert.Single(await host.Get<ListTurns>().HandleAsync(ended.AppId, admin, Stop));
        Assert.Equal(TurnState.Done, (await UntilAsync(await host.Get<StartTurn>().HandleAsync(new(TurnParts.Project, ended.AppId, "Without a model.", Model: "scripted"), admin, Stop), turn => turn.HasEnded)).State);
    }

    [Fact]
    public async Task Language_models_that_are_stopped_end_a_turn_at_its_next_call()
    {
        var table = host.Get<BudgetTable>();
        server.Script = request =>
        {
            if (request.AnswersSinceRequest == 2) table.SetStopAsync(admin.OrganizationId, admin.PersonId, true, Stop).GetAwaiter().GetResult();
            return Runaway(request);
        };
        var ended = await UntilAsync(await StartAsync("Show everything."), turn => turn.HasEnded);
        Assert.Equal((TurnState.Failed, "models.stopped", 3), (ended.State, ended.Code, server.Requests.Count));
        Assert.Equal("models.stopped", (await Assert.ThrowsAsync<RefusalException>(() => StartAsync("More.", ended))).Code);
        await table.SetStopAsync(admin.OrganizationId, admin.PersonId, false, Stop);
        server.Script = _ => Reply.Call(Write("one"), Reply.Tool("finish", new { summary = "Done." }));
        Assert.Equal(TurnState.Done, (await UntilAsync(await StartAsync("More.", ended), turn => turn.HasEnded)).State);
    }

    [Fact]
    public async Task A_turn_reserves_what_turns_like_it_cost_and_one_that_waits_holds_nothing()
    {
        var reserved = new List<decimal>();
        server.Script = request =>
        {
            reserved.Add(ReservedAsync().GetAwaiter().GetResult());
            return request.AnswersSinceRequest switch
            {
                0 => Reply.Call(Write($"{written++}"), Reply.Tool("ask_user", new { question = "Which one?" })),
                _ => Reply.Call(Reply.Tool("finish", new { summary = "Done." })),
            };
        };
        var turn = await StartAsync("Show one.");
        await UntilAsync(turn, record => record.State == TurnState.Waiting);
        Assert.Equal(0, await ReservationsAsync());
        await host.Get<AnswerTurn>().HandleAsync(turn.Id, "This.", admin, Stop);
        var done = await UntilAsync(turn, record => record.HasEnded);
        Assert.Equal(0, await ReservationsAsync());
        // The call's own takes from the turn's, which is larger.
        var prices = host.Get<LanguageModelTable>().All.First(model => model.Name == ModelParts.Model).Prices;
        Assert.All(reserved, amount => Assert.True(amount >= prices.AtMost(0, 32_000), $"{amount}"));
        var events = await host.Get<FollowTurn>().ListAsync(turn.Id, 0, admin, Stop);
        var costs = events.Where(entry => entry.Kind == TurnEventKinds.Cost).Select(entry => entry.Data.GetProperty("dollars").GetDecimal()).ToList();
        Assert.Equal(2, costs.Count);
        Assert.Equal((done.Cost, true), (costs[^1], costs[0] < costs[1]));
    }

    [Fact]
    public async Task A_call_that_is_given_up_before_anything_was_told_of_it_is_booked_at_its_reservation()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script = _ => Reply.Say("Never.") with { Before = async stop => { arrived.TrySetResult(); await Task.Delay(Timeout.Infinite, stop); } };
        var turn = await StartAsync("Show one.");
        await arrived.Task.WaitAsync(Stop);
        await host.Get<CancelTurn>().HandleAsync(turn.Id, admin, Stop);
        var ended = await UntilAsync(turn, record => record.HasEnded);
        var call = Assert.Single(await CallsAsync(ended));
        Assert.Equal((LedgerEntry.Lost, 32_000L, ModelParts.Model), (call.Details, call.Output, call.Model));
        // In the transcript it is not on its way for ever.
        await using var database = await host.OpenAsync();
        var row = Assert.Single(await database.Set<ModelCallRow>().IgnoreQueryFilters().AsNoTracking().Where(row => row.TurnId == turn.Id).ToListAsync(Stop));
        Assert.Equal((ModelCallState.Lost, ended.EndedAt, "The turn ended before the answer came."), (row.State, row.Ended, row.Failure));
        Assert.Equal(0, await ReservationsAsync());
    }

    [Fact]
    public async Task An_estimate_is_what_prompts_like_it_have_cost_and_before_there_are_some_what_the_prices_say()
    {
        var estimate = host.Get<EstimateTurn>();
        var first = await estimate.HandleAsync(TurnParts.Project, null, null, admin, Stop);
        Assert.Equal((0, true), (first.Turns, first.UpTo > first.Usual && first.Usual > 0));
        Assert.Equal(new TurnEstimate(0, 0, 0), await estimate.HandleAsync(TurnParts.Project, null, "scripted", admin, Stop));
        var costs = new List<decimal>();
        foreach (var size in new[] { 40_000, 1_000, 9_000, 2_000 })
        {
            server.Script = request => request.AnswersSinceRequest == 0 ? Reply.Call(Write(new string('x', size))) : Reply.Call(Reply.Tool("finish", new { summary = "Done." }));
            costs.Add((await UntilAsync(await StartAsync("Show one."), turn => turn.HasEnded)).Cost);
        }

        // What no model answered says nothing of what prompts cost.
        foreach (var _ in new int[5])
        {
            server.Script = _ => Reply.Refuse(401, "authentication_error", "invalid x-api-key");
            Assert.Equal("model.key-refused", (await UntilAsync(await StartAsync("Show one."), turn => turn.HasEnded)).Code);
        }

        costs.Sort();
        Assert.Equal(new TurnEstimate(costs[1], costs[3], 4), await estimate.HandleAsync(TurnParts.Project, null, null, admin, Stop));
        // A slide show is something else.
        Assert.Equal(0, (await estimate.HandleAsync(TurnParts.Project, AppKind.Slides, null, admin, Stop)).Turns);
    }

    private Reply Runaway(ReceivedRequest request) => Reply.Call(Write($"{Interlocked.Increment(ref written)} {new string('x', 4_000)}"), Reply.Tool("check", new { }));

    private static System.Text.Json.Nodes.JsonObject Write(string text) => Reply.Tool("write_file", new { path = "src/App.tsx", text });

    private Task BudgetAsync(BudgetScope scope, Guid? target, decimal dollars) => host.Get<BudgetTable>().SetAsync(admin.OrganizationId, scope, target, BudgetPeriod.Day, dollars, Stop);

    private Task<TurnRecord> StartAsync(string prompt, TurnRecord? after = null) => host.Get<StartTurn>().HandleAsync(new(TurnParts.Project, after?.AppId, prompt, AppName: after is null ? "App" : null), admin, Stop);

    private async Task<TurnRecord> UntilAsync(TurnRecord turn, Func<TurnRecord, bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            var now = await host.Get<FindTurn>().HandleAsync(turn.Id, admin, Stop);
            if (isSo(now)) return now;
            Assert.False(now.HasEnded, $"{now.State} {now.Code} {now.Message}");
        }

        throw new InvalidOperationException();
    }

    private async Task<IReadOnlyList<LedgerRow>> CallsAsync(TurnRecord turn)
    {
        await using var database = await host.OpenAsync();
        return await database.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().Where(row => row.TurnId == turn.Id && row.Kind == LedgerKind.ModelCall).OrderBy(row => row.Id).ToListAsync(Stop);
    }

    private async Task<int> ReservationsAsync()
    {
        await using var database = await host.OpenAsync();
        return await database.Set<ReservationRow>().IgnoreQueryFilters().CountAsync(Stop);
    }

    private async Task<decimal> ReservedAsync()
    {
        await using var database = await host.OpenAsync();
        return (await database.Set<ReservationRow>().IgnoreQueryFilters().SumAsync(row => row.Micros, Stop)) / 1_000_000m;
    }
}
