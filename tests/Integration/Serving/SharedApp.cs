using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.Spaces;
using Vitrine.Agents;
using Vitrine.Agents.Turns;
using Vitrine.Agents.Workbenches;
using Vitrine.Apps;
using Vitrine.Integration.Agents;
using Vitrine.Integration.Queries;
using Vitrine.Outside.Http;
using Vitrine.Projects;
using Vitrine.Projects.Connections;
using Vitrine.Projects.Ingest;
using Vitrine.Web.Hosting;

namespace Vitrine.Integration.Serving;

/// <summary>
/// The whole server over the jaffle project, with one published app in a space that several people reach, who differ in the centers that they may see. They sign in as people do.
/// </summary>
public sealed class SharedApp : IAsyncLifetime
{
    private const string Password = "correct horse";

    // One line, since the scripted agent reads its prompt by lines.
    private const string Contracts =
        "{ version: 1, filters: { center: { field: orders.fulfillment_center, options: true } }, contracts: {"
        + " orders_by_center: { explore: orders, dimensions: [orders.fulfillment_center], metrics: [orders.unique_order_count], use: [center],"
        + " sort: [{ field: orders.fulfillment_center }], limit: 1, maxLimit: 100, underlying: [orders.order_id, orders.fulfillment_center] },"
        + " total: { explore: orders, metrics: [orders.unique_order_count] },"
        + " ages: { explore: customers, metrics: [customers.average_age] } } }";

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-shared-").FullName;
    private VitrineServer server = null!;
    private readonly Channel<bool> rechecked = Channel.CreateUnbounded<bool>();
    private Principal admin = null!;
    private Guid projectId;

    public JaffleProject Jaffle { get; } = new();

    /// <summary>The turn that made the app, prompted by the editor of the east.</summary>
    public TurnRecord Turn { get; private set; } = null!;

    /// <summary>Edits; sees the east coast. She prompted the app.</summary>
    public HttpClient East { get; private set; } = null!;

    /// <summary>Edits as well; sees the two others.</summary>
    public HttpClient Others { get; private set; } = null!;

    /// <summary>Views; sees what the one above sees.</summary>
    public HttpClient Viewer { get; private set; } = null!;

    /// <summary>Views; has no value for the attribute.</summary>
    public HttpClient Nobody { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        server = await VitrineServer.StartAsync(
            new ServerOptions
            {
                Listen = "http://127.0.0.1:0",
                IsQuiet = true,
                IsPassing = true,
                Settings = new Dictionary<string, string?> { ["VITRINE_DATA"] = folder, ["DATABASE_URL"] = "", ["APPS_RUNTIME_ENABLED"] = "true", ["S3_BUCKET"] = "", ["APPS_S3_BUCKET"] = "", ["ANTHROPIC_API_KEY"] = "", ["OPENAI_API_KEY"] = "", ["OPENAI_BASE_URL"] = "", ["BEDROCK_API_KEY"] = "" },
                Services = services =>
                {
                    services.AddSingleton<ICodingAgent>(new ScriptedAgent((_, _) => Task.CompletedTask));
                    services.AddSingleton<OpenWorkbench>((_, _) => new ScriptedWorkbench((_, _) => Task.CompletedTask));
                    SignalledRecheck.Put(services, rechecked.Writer);
                },
            },
            CancellationToken.None);
        admin = await Get<SetUpOrganization>().HandleAsync(new("Jaffle", "ada@example.com", "Ada", Password), CancellationToken.None);
        var project = await Get<CreateProject>().HandleAsync(new("Jaffle", new WarehouseConnection("duckdb", Jaffle.File), Settings: JaffleProject.Settings), admin, CancellationToken.None);
        projectId = project.Id;
        await IngestAsync(Jaffle.Manifest);
        East = await AddAsync("eva@example.com", OrganizationRole.Editor, "east_coast");
        Others = await AddAsync("otto@example.com", OrganizationRole.Editor, "west_coast", "central");
        Viewer = await AddAsync("vi@example.com", OrganizationRole.Viewer, "central", "west_coast");
        Nobody = await AddAsync("nemo@example.com", OrganizationRole.Viewer);

        using var response = await East.PostAsJsonAsync(
            "/api/v1/projects/jaffle/apps", new { prompt = $"say The east coast sold most.\nplan {{\"center\":\"east_coast\"}}\nwrite src/queries.yml {Contracts}\ncheck\nfinish Orders of the east coast.", name = "Orders" });
        Turn = (await response.Content.ReadFromJsonAsync<TurnRecord>(JsonSerializerOptions.Web))!;
        await East.GetStringAsync($"/api/v1/turns/{Turn.Id}/events"); // the stream ends with the turn
        var space = await Get<CreateSpace>().HandleAsync(new(project.Id, "All"), admin, CancellationToken.None);
        await Get<MoveApp>().HandleAsync(Turn.AppId, space.Id, admin, CancellationToken.None);
        await Get<PublishVersion>().HandleAsync(Turn.AppId, 1, admin, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { East, Others, Viewer, Nobody }) client.Dispose();
        await server.DisposeAsync();
        await Jaffle.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Adds somebody and signs them in.</summary>
    public async Task<HttpClient> AddAsync(string email, OrganizationRole role, params string[] centers)
    {
        await Get<CreatePerson>().HandleAsync(new(email, email, role, Password), admin, CancellationToken.None);
        if (centers.Length > 0) await SetCentersAsync(email, centers);
        var client = OutboundHttp.ForOperatorEndpoints(TimeSpan.FromMinutes(2));
        client.BaseAddress = server.Address;
        using var response = await client.PostAsJsonAsync("/api/v1/session", new { email, password = Password });
        response.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Add("Cookie", response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return client;
    }

    public async Task SetCentersAsync(string email, params string[] centers)
    {
        var person = (await Get<PrincipalSource>().FindByEmailAsync(email, CancellationToken.None))!;
        await Get<SetAttributes>().HandleAsync(new(person.PersonId, new Dictionary<string, IReadOnlyList<string>> { ["center"] = centers }), admin, CancellationToken.None);
    }

    /// <summary>Ingests another manifest, as the administrator, and waits until the published apps are checked against it.</summary>
    public async Task IngestAsync(byte[] manifest)
    {
        var ingest = await Get<IngestProject>().HandleAsync(new(projectId, manifest, Jaffle.Catalog), admin, CancellationToken.None);
        if (ingest.IsUnchanged) return;
        await rechecked.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What another manifest would change, as the administrator is told.</summary>
    public Task<IngestRecord> TryIngestAsync(byte[] manifest)
        => Get<IngestProject>().HandleAsync(new(projectId, manifest, Jaffle.Catalog) { IsTrial = true }, admin, CancellationToken.None);

    /// <summary>What its editor reads at the app of what no longer works.</summary>
    public async Task<IReadOnlyList<string>> BrokenAsync()
    {
        var app = await East.GetFromJsonAsync<JsonElement>($"/api/v1/apps/{Turn.AppId}");
        return [.. app.GetProperty("broken").EnumerateArray().Select(one => one.GetString()!)];
    }

    private T Get<T>()
        where T : notnull
        => server.Services.GetRequiredService<T>();
}
