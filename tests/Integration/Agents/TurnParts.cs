using DuckDB.NET.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Agents;
using Vitrine.Agents.Workbenches;
using Vitrine.Browsers.Pictures;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Projects;
using Vitrine.Projects.Connections;
using Vitrine.Projects.Catalog;
using Vitrine.Projects.Ingest;
using Vitrine.Queries;
using Vitrine.Sandboxes;
using Vitrine.Semantics.Model;
using Vitrine.Serving.Documents;
using Vitrine.Storage;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.Agents;

/// <summary>What turns need beside the modules that keep state: a project, a template, an agent and a workbench, of which the last two do what the test says.</summary>
internal static class TurnParts
{
    public static readonly Guid Project = new("00000000-0000-0000-0000-0000000000b0");
    private const string LayerHash = "a-layer-of-the-tests";

    /// <summary>Short leases, so that what a killed server leaves is taken up soon.</summary>
    public static JobSettings Jobs { get; } = new()
    {
        Lease = TimeSpan.FromSeconds(1.5),
        Heartbeat = TimeSpan.FromMilliseconds(250),
        Round = TimeSpan.FromMilliseconds(50),
        Farewell = TimeSpan.FromSeconds(5),
        RetryAfter = TimeSpan.FromMilliseconds(5),
    };

    public static void Add(IServiceCollection services, string folder, Func<string, CancellationToken, Task> reached, TurnSettings? settings = null, JobSettings? jobs = null)
    {
        services.AddProjects().AddQueries().AddAgents();
        services.AddSingleton<IPictureRedraw, PlainRedraw>();
        services.AddJobWorker(jobs ?? Jobs);
        services.AddSingleton<IObjectStore>(provider => new StoppingStore(new FolderObjectStore(provider.GetRequiredService<DataFolder>().Combine("blobs")), reached));
        services.AddSingleton<ISandboxProvider>(new NamedSandboxes("local"));
        services.AddSingleton<SourceStore>().AddSingleton<VersionBlobs>();
        services.AddSingleton(_ => new AppTemplateSource(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["VITRINE_TEMPLATE"] = Template(folder) }).Build()));
        services.AddSingleton<ICodingAgent>(new ScriptedAgent(reached));
        services.AddSingleton<OpenWorkbench>((_, _) =>
        {
            reached("open", CancellationToken.None).GetAwaiter().GetResult();
            return new ScriptedWorkbench(reached);
        });
        if (settings is not null) services.AddSingleton(settings);
    }

    /// <summary>Sets up the organization with its first person, who is returned, and the project, and opens its semantic layer.</summary>
    public static async Task<Principal> OpenShopAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var admin = await services.GetRequiredService<SetUpOrganization>().HandleAsync(new("Shop", "ada@example.com", "Ada", "correct horse"), cancellationToken);
        await SeedAsync(services, admin.OrganizationId, folder, cancellationToken);
        OpenLayer(services);
        return admin;
    }

    /// <summary>Makes the project once in a database.</summary>
    private static async Task SeedAsync(IServiceProvider services, Guid organizationId, string folder, CancellationToken cancellationToken)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<VitrineDatabase>>().CreateDbContextAsync(cancellationToken);
        var ingest = new IngestRow { Id = Guid.CreateVersion7(), OrganizationId = organizationId, ProjectId = Project, Number = 1, Hash = LayerHash, ManifestBlob = "", Diagnostics = "[]" };
        database.Add(ingest);
        database.Add(new ProjectRow
        {
            Id = Project,
            OrganizationId = organizationId,
            Slug = "shop",
            Name = "Shop",
            IngestId = ingest.Id,
            IngestHash = LayerHash,
            WarehouseKind = "duckdb",
            Warehouse = ConnectionVault.Write(new WarehouseConnection("duckdb", Warehouse(folder))),
            Settings = ProjectJson.Write(new ProjectSettings()),
        });
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The semantic layer of that project: it has nothing in it, since no agent here looks.</summary>
    public static void OpenLayer(IServiceProvider services) => OpenLayer(services, _ => null);

    /// <summary>The semantic layer of that project, with these explores.</summary>
    public static void OpenLayer(IServiceProvider services, Func<string, Explore?> explores, params string[] names)
        => services.GetRequiredService<LayerCache>().Add(LayerHash, new SemanticLayer(explores, () => []) { Adapter = "duckdb", Hash = LayerHash, ExploreNames = names });

    private static string Warehouse(string folder)
    {
        var file = Path.Combine(folder, "shop.duckdb");
        using var connection = new DuckDBConnection($"Data Source={file}");
        connection.Open();
        return file;
    }

    private static string Template(string folder)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "template")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "scaffold", "src"));
        File.WriteAllText(Path.Combine(root, "scaffold", "src", "App.tsx"), "export default () => null;\n");
        File.WriteAllText(Path.Combine(root, "scaffold", "src", "queries.yml"), "version: 1\ncontracts: {}\n");
        File.WriteAllText(Path.Combine(root, "boot.js"), "boot();");
        File.WriteAllText(Path.Combine(root, "template.json"), """{ "version": "test", "boot": "boot.js", "scripts": [], "specifiers": {} }""");
        return root;
    }
}
