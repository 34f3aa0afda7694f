using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Turns;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Agents;

/// <summary>Turns whose sandboxes cost something.</summary>
public sealed class SandboxMoneyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_holds_the_most_that_its_sandbox_can_cost_until_it_is_over()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-sandbox-money-").FullName;
        var points = new StopPoints();
        await using var host = await StateHost.StartAsync(
            null,
            services =>
            {
                TurnParts.Add(services, folder, points.PassAsync);
                services.AddSingleton<ISandboxProvider>(new NamedSandboxes("e2b"));
            },
            TimeProvider.System);
        var admin = await TurnParts.OpenShopAsync(host.Services, folder, Stop);
        await host.Get<JobWorker>().StartAsync(Stop);
        // Two processors and a GiB: 0.0000325 dollars a second, for three minutes, or twice that.
        Assert.Equal(new TurnEstimate(0.00585m, 0.0117m, 0), await host.Get<EstimateTurn>().HandleAsync(TurnParts.Project, null, null, admin, Stop));

        points.Hold("here");
        var turn = await host.Get<StartTurn>().HandleAsync(new StartTurn.Request(TurnParts.Project, null, "pause here\nfinish Done."), admin, Stop);
        await points.ReachedAsync("here", Stop);
        // The most of half an hour, beside what the turn may well cost.
        Assert.Equal([Money.ToMicros(0.0585m + 0.0117m)], await ReservedAsync(host));
        points.Open("here");
        await foreach (var entry in host.Get<FollowTurn>().HandleAsync(turn.Id, 0, admin, Stop)) Assert.NotEqual(TurnEventKinds.Cost, entry.Kind);
        Assert.Empty(await ReservedAsync(host));
        await host.Get<JobWorker>().StopAsync(Stop);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyList<long>> ReservedAsync(StateHost host)
    {
        await using var database = await host.OpenAsync();
        return await database.Set<ReservationRow>().IgnoreQueryFilters().Select(row => row.Micros).ToListAsync(Stop);
    }
}
