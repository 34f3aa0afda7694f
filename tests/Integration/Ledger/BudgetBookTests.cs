using Microsoft.EntityFrameworkCore;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Integration.Ledger;

/// <summary>What is spent and reserved together never passes a budget, whoever calls at the same time and whatever becomes of them.</summary>
public sealed class BudgetBookTests(PostgresServer server)
{
    private static readonly Guid Organization = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Project = new("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000003");
    private static readonly Guid Ada = new("00000000-0000-0000-0000-000000000004");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_is_reserved_at_the_most_that_it_can_cost_and_settled_at_what_it_took(bool onPostgres)
    {
        await using var host = await HostAsync(onPostgres);
        await BudgetAsync(host, BudgetScope.Project, Project, 5m);
        var call = Demand(host, 1m, 10_000);
        Assert.Equal(10_000, await ReserveAsync(host, call));
        Assert.Equal((0m, 1.1m, 3.9m), Stand(await StateAsync(host)));
        await host.Get<BudgetBook>().SettleAsync(Entry(call, 0.25m), Stop);
        Assert.Equal((0.25m, 0m, 4.75m), Stand(await StateAsync(host)));
        // Twice is once.
        await host.Get<BudgetBook>().SettleAsync(Entry(call, 0.25m), Stop);
        Assert.Equal(0.25m, (await StateAsync(host)).Spent);
    }

    [Fact]
    public async Task An_answer_is_made_shorter_where_there_is_no_room_for_a_long_one_and_refused_where_it_would_be_of_no_use()
    {
        await using var host = await HostAsync(false);
        await BudgetAsync(host, BudgetScope.Organization, null, 1.05m);
        // 1 dollar for what is sent, and 10 for a million tokens of the answer: there is room for 5,000.
        Assert.Equal(5_000, await ReserveAsync(host, Demand(host, 1m, 32_000)));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => ReserveAsync(host, Demand(host, 0m, 32_000)));
        Assert.Equal("budget.spent", refusal.Code);
        Assert.Equal(
            "The daily budget of the organization is $1.05, of which $0.00 are spent and $1.05 reserved for work that goes on, and the next step may cost $0.02. It is full again on 2 March (UTC). An administrator can raise it under Spending; the composer asks no model.",
            refusal.Message);
    }

    [Fact]
    public async Task Each_budget_counts_and_the_one_that_names_the_target_goes_before_the_one_for_each()
    {
        await using var host = await HostAsync(false);
        var table = host.Get<BudgetTable>();
        await table.SetAsync(Organization, BudgetScope.Project, null, BudgetPeriod.Day, 0.5m, Stop);
        await Assert.ThrowsAsync<RefusalException>(() => ReserveAsync(host, Demand(host, 1m, 10_000)));
        await table.SetAsync(Organization, BudgetScope.Project, Project, BudgetPeriod.Day, 3m, Stop);
        await ReserveAsync(host, Demand(host, 1m, 10_000));
        await Assert.ThrowsAsync<RefusalException>(() => ReserveAsync(host, Demand(host, 1m, 10_000) with { Payer = new Payer(Organization, Other, null, null, Ada) }));
        await table.SetAsync(Organization, BudgetScope.Person, Ada, BudgetPeriod.Month, 1.2m, Stop);
        await Assert.ThrowsAsync<RefusalException>(() => ReserveAsync(host, Demand(host, 1m, 10_000)));
        await table.SetAsync(Organization, BudgetScope.Person, Ada, BudgetPeriod.Month, null, Stop);
        await ReserveAsync(host, Demand(host, 1m, 10_000));
        // The next day is another one; the month goes on.
        await table.SetAsync(Organization, BudgetScope.App, null, BudgetPeriod.Month, 0m, Stop);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await ReserveAsync(host, Demand(host, 1m, 10_000));
        await Assert.ThrowsAsync<RefusalException>(() => ReserveAsync(host, Demand(host, 1m, 10_000) with { Payer = new Payer(Organization, Project, Other, null, Ada) }));
    }

    [Fact]
    public async Task Calls_take_from_what_their_turn_has_reserved_first()
    {
        await using var host = await HostAsync(false);
        await BudgetAsync(host, BudgetScope.Organization, null, 3m);
        var turn = Guid.CreateVersion7();
        var payer = new Payer(Organization, Project, null, turn, Ada);
        await InTransactionAsync(host, database => host.Get<BudgetBook>().ReserveTurnAsync(database, Turn(host, payer, 1m, 2m), Stop));
        Assert.Equal((0m, 2m, 1m), Stand(await StateAsync(host)));
        var first = Demand(host, 1m, 10_000) with { Payer = payer };
        await ReserveAsync(host, first);
        Assert.Equal((0m, 2m, 1m), Stand(await StateAsync(host)));
        // What it did not take is its turn's again.
        await host.Get<BudgetBook>().SettleAsync(Entry(first, 0.5m), Stop);
        Assert.Equal((0.5m, 1.5m, 1m), Stand(await StateAsync(host)));
        // Another turn has the rest only; this one has all of it.
        await Assert.ThrowsAsync<RefusalException>(() => ReserveAsync(host, Demand(host, 1m, 10_000)));
        await ReserveAsync(host, Demand(host, 2.4m, 10_000) with { Payer = payer });
        Assert.Equal((0.5m, 2.5m, 0m), Stand(await StateAsync(host)));
        // A turn that nobody works on any more has nothing; its call that nobody lived to see answered is booked.
        await InTransactionAsync(host, database => host.Get<BudgetBook>().CloseTurnAsync(database, Organization, turn, Stop));
        Assert.Equal((3m, 0m, 0m), Stand(await StateAsync(host)));
    }

    [Fact]
    public async Task What_a_turn_holds_for_its_sandbox_is_nothing_for_its_calls()
    {
        await using var host = await HostAsync(false);
        await BudgetAsync(host, BudgetScope.Organization, null, 3m);
        var payer = new Payer(Organization, Project, null, Guid.CreateVersion7(), Ada);
        await InTransactionAsync(host, database => host.Get<BudgetBook>().ReserveTurnAsync(database, Turn(host, payer, 1m, 1m) with { Sandbox = 0.5m }, Stop));
        Assert.Equal((0m, 1.5m, 1.5m), Stand(await StateAsync(host)));
        // With the organization's 1.5 it could take 3, were its sandbox not to be paid.
        var call = Demand(host, 2m, 10_000) with { Payer = payer, Kept = 0.5m };
        await Assert.ThrowsAsync<RefusalException>(() => ReserveAsync(host, call with { CallId = Guid.CreateVersion7(), PriceAtMost = _ => 2.6m }));
        await ReserveAsync(host, call with { PriceAtMost = _ => 2.5m });
        Assert.Equal((0m, 3m, 0m), Stand(await StateAsync(host)));
        // An agent without a model has what there is left, and is not refused where nothing is.
        var composer = new Payer(Organization, Project, null, Guid.CreateVersion7(), Ada);
        await host.Get<BudgetTable>().SetStopAsync(Organization, Ada, true, Stop);
        await InTransactionAsync(host, database => host.Get<BudgetBook>().ReserveTurnAsync(database, Turn(host, composer, 0, 0) with { AsksModels = false, Sandbox = 0.5m }, Stop));
        Assert.Equal((0m, 3m, 0m), Stand(await StateAsync(host)));
        await host.Get<BudgetBook>().ReleaseCallAsync(Organization, call.CallId, Stop);
        await InTransactionAsync(host, database => host.Get<BudgetBook>().ReserveTurnAsync(database, Turn(host, composer, 0, 0) with { AsksModels = false, Sandbox = 0.5m }, Stop));
        Assert.Equal((0m, 2m, 1m), Stand(await StateAsync(host)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_killed_server_left_is_booked_at_its_reservation_and_an_answer_that_comes_later_changes_nothing(bool onPostgres)
    {
        await using var host = await HostAsync(onPostgres);
        await BudgetAsync(host, BudgetScope.Organization, null, 5m);
        var call = Demand(host, 1m, 10_000);
        await ReserveAsync(host, call);
        Assert.Equal(0, await host.Get<BudgetBook>().ExpireAsync(Stop));
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await host.Get<BudgetBook>().ExpireAsync(Stop));
        Assert.Equal((1.1m, 0m, 3.9m), Stand(await StateAsync(host)));
        await host.Get<BudgetBook>().SettleAsync(Entry(call, 0.25m), Stop);
        Assert.Equal((1.1m, 0m, 3.9m), Stand(await StateAsync(host)));
    }

    [Fact]
    public async Task Language_models_that_are_stopped_are_not_called()
    {
        await using var host = await HostAsync(false);
        var table = host.Get<BudgetTable>();
        await ReserveAsync(host, Demand(host, 1m, 10_000));
        await table.SetStopAsync(Organization, Ada, true, Stop);
        Assert.Equal("models.stopped", (await Assert.ThrowsAsync<RefusalException>(() => ReserveAsync(host, Demand(host, 1m, 10_000)))).Code);
        Assert.Equal(Ada, (await table.FindStopAsync(Organization, Stop)).By);
        await table.SetStopAsync(Organization, Ada, false, Stop);
        await ReserveAsync(host, Demand(host, 1m, 10_000));
        Assert.False((await table.FindStopAsync(Organization, Stop)).IsStopped);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_reservations_of_an_organization_may_come_at_once(bool onPostgres)
    {
        await using var host = await HostAsync(onPostgres);
        var outputs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReserveAsync(host, Demand(host, 0.1m, 5_000)), Stop)));
        Assert.All(outputs, output => Assert.Equal(5_000, output));
        await using var database = await host.OpenAsync();
        Assert.Equal(8, (await database.Set<SpendingGateRow>().IgnoreQueryFilters().SingleAsync(Stop)).Passes);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(false, 3)]
    [InlineData(true, 4)]
    [InlineData(true, 5)]
    [InlineData(true, 6)]
    public async Task Whatever_is_called_at_once_and_whoever_is_killed_no_budget_is_passed(bool onPostgres, int seed)
    {
        await using var host = await HostAsync(onPostgres);
        var random = new Random(seed);
        var table = host.Get<BudgetTable>();
        var people = new[] { Ada, Other };
        foreach (var (scope, target) in new (BudgetScope, Guid?)[] { (BudgetScope.Organization, null), (BudgetScope.Project, Project), (BudgetScope.Person, null), (BudgetScope.Person, Ada) })
        {
            foreach (var period in Enum.GetValues<BudgetPeriod>())
            {
                if (random.Next(3) > 0) await table.SetAsync(Organization, scope, target, period, Math.Round((decimal)random.NextDouble() * 4, 4) + 0.05m, Stop);
            }
        }

        var (made, refused) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(() => WorkAsync(new Random((seed * 100) + worker)), Stop)));
        Assert.True(made > 0 && refused > 0, $"{made} made, {refused} refused: a run in which nothing was tight shows nothing");
        await HoldsAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.Get<BudgetBook>().ExpireAsync(Stop);
        await HoldsAsync();
        await using var database = await host.OpenAsync();
        Assert.False(await database.Set<ReservationRow>().IgnoreQueryFilters().AnyAsync(Stop));

        async Task WorkAsync(Random own)
        {
            for (var turns = 0; turns < 4; turns++)
            {
                var payer = new Payer(Organization, own.Next(2) == 0 ? Project : Other, null, Guid.CreateVersion7(), people[own.Next(2)]);
                try
                {
                    await InTransactionAsync(host, database => host.Get<BudgetBook>().ReserveTurnAsync(database, Turn(host, payer, 0.02m, (decimal)own.NextDouble() * 0.3m) with { Sandbox = 0.01m }, Stop));
                    for (var calls = own.Next(1, 6); calls > 0; calls--) await CallAsync(own, payer);
                    // One of three is killed, and nobody comes for it but the sweep.
                    if (own.Next(3) > 0) await InTransactionAsync(host, database => host.Get<BudgetBook>().CloseTurnAsync(database, Organization, payer.TurnId!.Value, Stop));
                }
                catch (RefusalException refusal) when (refusal.Code == "budget.spent")
                {
                    Interlocked.Increment(ref refused);
                }

                await HoldsAsync();
            }
        }

        async Task CallAsync(Random own, Payer payer)
        {
            var call = Demand(host, Math.Round((decimal)own.NextDouble() * 0.1m, 5), own.Next(3_000, 30_000)) with { Payer = payer };
            var output = await ReserveAsync(host, call);
            Interlocked.Increment(ref made);
            Assert.InRange(output, call.LeastOutput, call.MaximumOutput);
            switch (own.Next(5))
            {
                case 0: break; // its server is killed
                case 1: await host.Get<BudgetBook>().ReleaseCallAsync(Organization, call.CallId, Stop); break;
                case 2: await host.Get<BudgetBook>().LoseCallAsync(Organization, call.CallId, Stop); break;
                default: await host.Get<BudgetBook>().SettleAsync(Entry(call, call.PriceAtMost(output) * (decimal)own.NextDouble()), Stop); break;
            }
        }

        // Looked at in one statement: between two, a call may have been settled.
        async Task HoldsAsync()
        {
            await InTransactionAsync(host, async database =>
            {
                await SpendingGate.PassAsync(database, Organization, Stop);
                foreach (var payer in people.SelectMany(person => new[] { Project, Other }.Select(project => new Payer(Organization, project, null, null, person))))
                {
                    foreach (var state in await BudgetRoom.OfAsync(database, payer, DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime), Stop))
                        Assert.True(state.Spent + state.Reserved <= state.Budget.Dollars, $"{state}");
                }
            });
        }
    }

    private async Task<StateHost> HostAsync(bool onPostgres) => await StateHost.StartAsync(onPostgres ? await server.NewDatabaseAsync(Stop) : null);

    private static Task BudgetAsync(StateHost host, BudgetScope scope, Guid? target, decimal dollars) => host.Get<BudgetTable>().SetAsync(Organization, scope, target, BudgetPeriod.Day, dollars, Stop);

    private static async Task<BudgetState> StateAsync(StateHost host) => Assert.Single(await host.Get<BudgetTable>().ListAsync(Organization, Stop));

    private static (decimal Spent, decimal Reserved, decimal Left) Stand(BudgetState state) => (state.Spent, state.Reserved, state.Left);

    private static TurnDemand Turn(StateHost host, Payer payer, decimal usual, decimal upTo)
        => new() { Payer = payer, AsksModels = true, Usual = usual, UpTo = upTo, Expires = host.Clock.GetUtcNow().AddHours(1) };

    private static CallDemand Demand(StateHost host, decimal input, int output) => new()
    {
        CallId = Guid.CreateVersion7(),
        Payer = new Payer(Organization, Project, null, null, Ada),
        Cause = LedgerCause.User,
        Provider = "anthropic",
        Model = "claude",
        InputAtMost = 1000,
        MaximumOutput = output,
        LeastOutput = Math.Min(2_000, output),
        PriceAtMost = tokens => input + (tokens * 0.00001m),
        Expires = host.Clock.GetUtcNow().AddHours(1),
    };

    private static async Task<int> ReserveAsync(StateHost host, CallDemand call)
    {
        var output = 0;
        await InTransactionAsync(host, async database => output = await host.Get<BudgetBook>().ReserveCallAsync(database, call, Stop));
        return output;
    }

    private static async Task InTransactionAsync(StateHost host, Func<VitrineDatabase, Task> work)
    {
        await using var database = await host.OpenAsync();
        await using var transaction = await database.Database.BeginTransactionAsync(Stop);
        await work(database);
        await transaction.CommitAsync(Stop);
    }

    private static LedgerEntry Entry(CallDemand call, decimal price) => new()
    {
        Id = call.CallId,
        Kind = LedgerKind.ModelCall,
        Cause = call.Cause,
        OrganizationId = call.Payer.OrganizationId,
        ProjectId = call.Payer.ProjectId,
        AppId = call.Payer.AppId,
        TurnId = call.Payer.TurnId,
        PersonId = call.Payer.PersonId,
        Started = DateTimeOffset.UnixEpoch,
        Ended = DateTimeOffset.UnixEpoch,
        Price = price,
    };
}
