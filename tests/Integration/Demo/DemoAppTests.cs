using Vitrine.Access;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Integration.Agents;
using Vitrine.Jobs;
using Vitrine.Primitives;
using Vitrine.Web.Demo;

namespace Vitrine.Integration.Demo;

/// <summary>The app that a newcomer finds. What it looks like is the composer's; here an agent of the tests stands in.</summary>
public sealed class DemoAppTests(DemoShop shop) : IClassFixture<DemoShop>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-demo-app-").FullName;
    private readonly StopPoints points = new();
    private int failures;
    private StateHost host = null!;
    private DemoSeed seed = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await StateHost.StartAsync(null, services =>
        {
            TurnParts.Add(services, folder, PassAsync);
            services.AddDemo();
        }, TimeProvider.System);
        // The seeder makes the data only where there is none.
        Directory.CreateDirectory(host.Folder.Combine("demo"));
        File.Copy(shop.File, host.Folder.Combine("demo", "shop.duckdb"));
        seed = (await host.Get<DemoSeeder>().SeedAsync(new DemoSeeder.Request(), Stop))!;
        await host.Get<JobWorker>().StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await host.Get<JobWorker>().StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_is_prompted_by_the_analyst_and_published_to_everybody_once()
    {
        var turn = (await host.Get<DemoApp>().MakeAsync(seed, Stop))!;

        Assert.Equal((TurnState.Done, DemoApp.Prompt), (turn.State, turn.Prompt));
        Assert.Equal((await PrincipalAsync(seed.Analyst)).PersonId, turn.PersonId);
        var app = Assert.Single(await host.Get<ListApps>().HandleAsync(seed.Shop.Id, await PrincipalAsync(seed.Viewer), Stop));
        Assert.Equal((DemoApp.Name, 1, seed.SharedSpace, false), (app.Name, app.PublishedVersion, app.SpaceId, app.MayEdit));

        await host.Get<DeleteApp>().HandleAsync(app.Id, await PrincipalAsync(seed.Admin), Stop);
        Assert.Null(await host.Get<DemoApp>().MakeAsync(seed, Stop));
        Assert.Empty(await AppsAsync());
    }

    [Fact]
    public async Task A_server_that_was_stopped_meanwhile_goes_on_with_the_same_app()
    {
        points.Hold("agent");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var first = host.Get<DemoApp>().MakeAsync(seed, stopping.Token);
        await points.ReachedAsync("agent", Stop);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        points.Open("agent");
        var turn = (await host.Get<DemoApp>().MakeAsync(seed, Stop))!;

        Assert.Equal(TurnState.Done, turn.State);
        Assert.Equal(1, Assert.Single(await AppsAsync()).PublishedVersion);
    }

    [Fact]
    public async Task One_that_did_not_work_is_asked_for_once_more()
    {
        failures = 1;
        var turn = (await host.Get<DemoApp>().MakeAsync(seed, Stop))!;
        Assert.Equal((TurnState.Done, 2), (turn.State, turn.Number));
        Assert.NotNull(Assert.Single(await AppsAsync()).PublishedVersion);
    }

    [Fact]
    public async Task One_that_did_not_work_twice_is_not_published_and_not_asked_for_again()
    {
        failures = 2;
        Assert.Equal(TurnState.Failed, (await host.Get<DemoApp>().MakeAsync(seed, Stop))!.State);

        Assert.Null(Assert.Single(await AppsAsync()).PublishedVersion);
        Assert.Null(await host.Get<DemoApp>().MakeAsync(seed, Stop));
    }

    private Task PassAsync(string name, CancellationToken cancellationToken)
        => failures-- > 0 ? throw new RefusalException("test.refused", "It does not work today.") : points.PassAsync(name, cancellationToken);

    private async Task<IReadOnlyList<AppRecord>> AppsAsync() => await host.Get<ListApps>().HandleAsync(seed.Shop.Id, await PrincipalAsync(seed.Admin), Stop);

    private async Task<Principal> PrincipalAsync(DemoPerson person) => (await host.Get<PrincipalSource>().FindByEmailAsync(person.Email, Stop))!;
}
