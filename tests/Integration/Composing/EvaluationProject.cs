using Vitrine.Access;
using Vitrine.Integration.Demo;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Execution;
using Vitrine.Queries.Limits;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Warehouses.DuckDb;
using Vitrine.Web.Demo;

namespace Vitrine.Integration.Composing;

/// <summary>A project over its real data with its present pinned, opened once for all prompts over it, and somebody who may see all of it.</summary>
internal sealed class EvaluationProject : IAsyncDisposable
{
    private static readonly string[] Regions = ["West", "Northeast", "South", "Midwest", "Canada"];

    private readonly string folder, file;
    private readonly DuckDbWarehouse warehouse;

    private EvaluationProject(string name, string folder, string file, byte[] manifest, byte[] catalog, ProjectSettings settings)
    {
        (this.folder, this.file) = (folder, file);
        warehouse = new DuckDbWarehouse(new DuckDbOptions { File = file });
        var record = new ProjectRecord { Id = Guid.CreateVersion7(), OrganizationId = Guid.Empty, Slug = name, Name = name, CreatedAt = settings.PinnedNow!.Value };
        Open = new OpenProject(record, DbtProjectReader.Read(manifest, catalog, new SemanticOptions()), warehouse, settings, warehouse.DataVersion(), TimeProvider.System);
    }

    public OpenProject Open { get; }

    /// <summary>The database: SQL that is asked of it goes past everything of the product.</summary>
    public string File => file;

    /// <summary>Shared by all prompts: what one has asked the data the next one finds in the cache.</summary>
    public ContractRunner Contracts { get; } = new(new QuerySettings(), TimeProvider.System);

    /// <summary>Whoever prompts in a demo: an analyst who sees every row and the margins.</summary>
    public static Principal Author { get; } = new()
    {
        PersonId = new Guid(1, 0, 0, new byte[8]),
        OrganizationId = Guid.Empty,
        Email = "analyst@example.com",
        Name = "An analyst",
        Attributes = new Dictionary<string, IReadOnlyList<string>> { ["region"] = Regions, ["finance"] = ["true"], ["is_admin_saas_demo"] = ["true"], ["customer_id"] = ["1"] },
    };

    public static async Task<EvaluationProject> StartAsync(string name, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-composing-").FullName;
        var file = Path.Combine(folder, name + ".duckdb");
        // The day after the last one of the data, in the morning.
        var dayAfter = new ProjectSettings { PinnedNow = new DateTimeOffset(DemoShop.LastDay.AddDays(1), new TimeOnly(9, 0), TimeSpan.Zero) };
        switch (name)
        {
            case "demo":
                await DemoWarehouse.BuildAsync(file, DemoShop.LastDay, cancellationToken);
                return new EvaluationProject(name, folder, file, DemoFiles.Manifest, DemoFiles.Catalog, dayAfter);
            case "third" or "hostile" or "harmless":
                var (sql, third) = (await System.IO.File.ReadAllTextAsync(TestData.File("third", "tables.sql"), cancellationToken), await System.IO.File.ReadAllBytesAsync(TestData.File("third", "manifest.json"), cancellationToken));
                if (name != "third") third = HostileHarbour.Manifest(third, isHarmless: name == "harmless");
                if (name == "hostile") sql = HostileHarbour.Tables(sql);
                await DemoWarehouse.BuildAsync(file, sql, third, DemoShop.LastDay, cancellationToken);
                return new EvaluationProject(name, folder, file, third, await System.IO.File.ReadAllBytesAsync(TestData.File("third", "catalog.json"), cancellationToken), dayAfter);
            case "jaffle":
                await JaffleWarehouse.BuildAsync(file, TestData.File("jaffle"), cancellationToken);
                var settings = new ProjectSettings
                {
                    PinnedNow = new DateTimeOffset(2026, 1, 1, 12, 34, 56, TimeSpan.Zero),
                    Parameters = new Dictionary<string, IReadOnlyList<string>> { ["customers.customer_name"] = ["Michael"] },
                };
                return new EvaluationProject(
                    name, folder, file, await System.IO.File.ReadAllBytesAsync(TestData.File("jaffle", "manifest.json"), cancellationToken), await System.IO.File.ReadAllBytesAsync(TestData.File("jaffle", "catalog.json"), cancellationToken), settings);
            default:
                throw new InvalidOperationException($"There is no project {name} to evaluate over.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Contracts.Dispose();
        await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
