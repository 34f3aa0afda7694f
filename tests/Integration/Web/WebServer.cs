using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.SignIn;
using Vitrine.Agents;
using Vitrine.Agents.Turns;
using Vitrine.Agents.Workbenches;
using Vitrine.Browsers.Pictures;
using Vitrine.Integration.Agents;
using Vitrine.Outside.Http;
using Vitrine.Primitives;
using Vitrine.Storage;
using Vitrine.Web.Demo;
using Vitrine.Web.Hosting;

namespace Vitrine.Integration.Web;

/// <summary>
/// The whole server as <c>vitrine serve --demo</c> starts it, in this process, on a free port of loopback, with its own data folder. Only the agent and the workbench are the tests': a prompt says
/// line by line what is done (see <see cref="ScriptedAgent"/>), and what was built is a document of a few words.
/// </summary>
[CollectionDefinition]
public sealed class WebServer : ICollectionFixture<WebServer>, IAsyncLifetime
{
    /// <summary>Somebody of another organization, who is an administrator there.</summary>
    public const string Stranger = "stranger@elsewhere.example";

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-web-").FullName;
    private readonly List<HttpClient> clients = [];
    private readonly ConcurrentDictionary<string, Lazy<Task<TurnRecord>>> made = new();

    /// <summary>Contracts over the shop, for apps that ask something; in one line, since the agent takes one thing a line.</summary>
    public const string Contracts =
        "{ version: 1, filters: { region: { field: customers.region, operators: [equals], max: 5, options: true } }, contracts: { revenue_by_region: { label: Revenue by region, explore: orders, "
        + "dimensions: [customers.region], metrics: [orders.revenue, orders.order_count], use: [region], sort: [{ field: customers.region }], limit: 10, maxLimit: 20, "
        + "underlying: [orders.order_id, customers.region] } } }";

    /// <summary>What the agent does to make an app with <see cref="Contracts"/>.</summary>
    public const string GoodPrompt = $"write src/queries.yml {Contracts}\nwrite src/App.tsx one\nfinish It shows one.";

    internal VitrineServer Server { get; private set; } = null!;

    internal StopPoints Points { get; } = new();

    internal DemoSeed Demo => Server.Demo!;

    /// <summary>Knows everybody by the loopback token.</summary>
    public HttpClient Admin { get; private set; } = null!;

    public HttpClient Analyst { get; private set; } = null!;

    public HttpClient Viewer { get; private set; } = null!;

    public HttpClient Other { get; private set; } = null!;

    public HttpClient Nobody { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Server = await StartAsync(folder, Points);
        await AddStrangerAsync();
        (Admin, Analyst, Viewer, Other, Nobody) = (As(Demo.Admin.Email), As(Demo.Analyst.Email), As(Demo.Viewer.Email), As(Stranger), Client());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await Server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Such a server over a data folder.</summary>
    internal static Task<VitrineServer> StartAsync(string folder, StopPoints points, params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["VITRINE_DATA"] = folder,
            ["DATABASE_URL"] = null,
            ["APPS_RUNTIME_ENABLED"] = "true",
            ["S3_BUCKET"] = null,
            ["APPS_S3_BUCKET"] = null,
            ["SITE_URL"] = null,
            ["APP_RUNTIME_PREVIEW_ORIGIN"] = null,
            ["ANTHROPIC_API_KEY"] = null,
            ["OPENAI_API_KEY"] = null,
            ["OPENAI_BASE_URL"] = null,
            ["BEDROCK_API_KEY"] = null,
        };
        foreach (var (name, value) in settings) all[name] = value;
        return VitrineServer.StartAsync(
            new ServerOptions
            {
                Listen = "http://127.0.0.1:0",
                WithDemo = true,
                IsQuiet = true,
                Settings = all,
                Services = services =>
                {
                    services.AddSingleton<ICodingAgent>(new ScriptedAgent(points.PassAsync));
                    services.AddSingleton<IPictureRedraw, PlainRedraw>();
                    services.AddSingleton<OpenWorkbench>((_, _) => new DocumentWorkbench(points.PassAsync));
                },
            },
            Stop);
    }

    /// <summary>A client that carries nothing.</summary>
    public HttpClient Client()
    {
        var client = OutboundHttp.ForOperatorEndpoints(TimeSpan.FromMinutes(3));
        client.BaseAddress = Server.Address;
        lock (clients) clients.Add(client);
        return client;
    }

    /// <summary>A client that acts for a person, as the command line does.</summary>
    public HttpClient As(string email)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Get<LoopbackToken>().Value);
        client.DefaultRequestHeaders.Add(LoopbackToken.ActAsHeader, email);
        return client;
    }

    public T Get<T>()
        where T : notnull
        => Server.Services.GetRequiredService<T>();

    /// <summary>Something that several tests look at and none changes, made by the first of them.</summary>
    public Task<TurnRecord> OnceAsync(string name, Func<Task<TurnRecord>> make) => made.GetOrAdd(name, _ => new Lazy<Task<TurnRecord>>(make)).Value;

    /// <summary>Prompts a new app and waits until its turn has ended or asks.</summary>
    public async Task<TurnRecord> MakeAsync(string prompt, HttpClient? person = null, string? name = null)
    {
        person ??= Analyst;
        var turn = await person.ReadAsync<TurnRecord>(HttpMethod.Post, "/api/v1/projects/shop/apps", new { prompt, name });
        return await EndAsync(turn, person);
    }

    /// <summary>Waits until a turn has ended or asks, looking at the events after one.</summary>
    public async Task<TurnRecord> EndAsync(TurnRecord turn, HttpClient? person = null, long after = 0)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var follow = Get<FollowTurn>();
        var principal = (await Get<PrincipalSource>().FindByEmailAsync(Demo.Admin.Email, Stop))!;
        await foreach (var entry in follow.HandleAsync(turn.Id, after, principal, Stop))
        {
            if (entry.Kind == TurnEventKinds.Question) break;
        }

        return await (person ?? Analyst).ReadAsync<TurnRecord>(HttpMethod.Get, $"/api/v1/turns/{turn.Id}");
    }

    private async Task AddStrangerAsync()
    {
        await using var database = await Get<IDbContextFactory<VitrineDatabase>>().CreateDbContextAsync(Stop);
        var organization = new OrganizationRow { Id = EntityId.New(TimeProvider.System), Name = "Elsewhere", CreatedAt = TimeProvider.System.GetUtcNow() };
        database.Add(organization);
        await database.SaveChangesAsync(Stop);
        await Get<PeopleAccounts>().CreateAsync(
            new PersonRow
            {
                Id = EntityId.New(TimeProvider.System),
                OrganizationId = organization.Id,
                UserName = Stranger,
                Email = Stranger,
                Name = "Stranger",
                Role = OrganizationRole.Admin,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            },
            "a long password");
    }
}
