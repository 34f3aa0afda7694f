using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.Spaces;
using Vitrine.Apps;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Queries;
using Vitrine.Projects;
using Vitrine.Projects.Connections;
using Vitrine.Projects.Ingest;
using Vitrine.Queries.Contracts;
using Vitrine.Serving.Documents;
using Vitrine.Web.Hosting;

namespace Vitrine.Browser.Hostile;

/// <summary>The whole server over the jaffle project, where apps are published that never came through a gate.</summary>
public sealed class HostileProduct : IAsyncLifetime
{
    private const string Password = "correct horse";
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-hostile-").FullName;
    private VitrineServer server = null!;
    private Principal admin = null!;
    private Guid project;
    private Guid space;

    public JaffleProject Jaffle { get; } = new();

    public string Origin => server.Address!.ToString().TrimEnd('/');

    public string Kit => server.Services.GetRequiredService<AppTemplateSource>().Current.Specifiers["@vitrine/kit"].Global;

    public async ValueTask InitializeAsync()
    {
        server = await VitrineServer.StartAsync(
            new ServerOptions
            {
                Listen = "http://127.0.0.1:0",
                IsQuiet = true,
                IsPassing = true,
                Settings = new Dictionary<string, string?> { ["VITRINE_DATA"] = folder, ["DATABASE_URL"] = "", ["APPS_RUNTIME_ENABLED"] = "true", ["S3_BUCKET"] = "", ["APPS_S3_BUCKET"] = "" },
            },
            CancellationToken.None);
        admin = await Get<SetUpOrganization>().HandleAsync(new("Jaffle", "ada@example.com", "Ada", Password), CancellationToken.None);
        project = (await Get<CreateProject>().HandleAsync(new("Jaffle", new WarehouseConnection("duckdb", Jaffle.File), Settings: JaffleProject.Settings), admin, CancellationToken.None)).Id;
        await Get<IngestProject>().HandleAsync(new(project, Jaffle.Manifest, Jaffle.Catalog), admin, CancellationToken.None);
        space = (await Get<CreateSpace>().HandleAsync(new(project, "All"), admin, CancellationToken.None)).Id;
        var viewer = await Get<CreatePerson>().HandleAsync(new("vi@example.com", "Vi", OrganizationRole.Viewer, Password), admin, CancellationToken.None);
        await Get<SetAttributes>().HandleAsync(new(viewer.Id, new Dictionary<string, IReadOnlyList<string>> { ["center"] = ["central"] }), admin, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await Jaffle.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Publishes an app made of this script, and returns the address of its page.</summary>
    public async Task<string> PublishAsync(string name, string script, string contracts)
    {
        var template = Get<AppTemplateSource>().Current;
        var bundle = new AppBundle(script, "body{margin:0}", ["react", "@vitrine/kit"]);
        var source = AppSource.Empty.With("src/App.tsx", "export default () => null;").With("src/queries.yml", contracts);
        var outcome = new CheckOutcome
        {
            Report = new GateReport(GateStatus.Passed, []),
            Contracts = ContractFileParser.Parse(contracts).File,
            ContractsText = contracts,
            Bundle = bundle,
            Document = DocumentAssembler.Assemble(template, bundle, name),
            TemplateVersion = template.Version,
            SemanticHash = "",
        };
        var stored = await Get<VersionBlobs>().StoreAsync(source, outcome, CancellationToken.None);
        var app = await Get<CreateApp>().HandleAsync(new(project, name), admin, CancellationToken.None);
        var version = new NewVersion
        {
            AppId = app.Id,
            Status = VersionStatus.Ready,
            Source = stored.Source,
            Bundle = stored.Bundle,
            TemplateVersion = template.Version,
            SemanticHash = "",
            Contracts = contracts,
            GateReport = outcome.Report.ToJson(),
            TurnId = Guid.CreateVersion7(),
            Prompt = "",
            Summary = "",
        };
        await Get<InsertVersion>().HandleAsync(version, null, admin, null, CancellationToken.None);
        await Get<MoveApp>().HandleAsync(app.Id, space, admin, CancellationToken.None);
        await Get<PublishVersion>().HandleAsync(app.Id, 1, admin, CancellationToken.None);
        return $"{Origin}/p/jaffle/apps/{app.Slug}";
    }

    /// <summary>Signs the viewer in, in that browser.</summary>
    public async Task SignInAsync(IBrowserContext context)
    {
        var response = await context.APIRequest.PostAsync(Origin + "/api/v1/session", new() { DataObject = new { email = "vi@example.com", password = Password } });
        Assert.True(response.Ok, await response.TextAsync());
    }

    private T Get<T>()
        where T : notnull
        => server.Services.GetRequiredService<T>();
}
