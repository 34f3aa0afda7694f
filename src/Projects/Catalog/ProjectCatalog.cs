using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Projects.Connections;
using Vitrine.Projects.Ingest;
using Vitrine.Storage;
using Vitrine.Warehouses;

namespace Vitrine.Projects.Catalog;

/// <summary>
/// Opens projects for asking. It checks no access: its callers have. The semantic layer is compiled once for each ingest and
/// the warehouse is kept open, so opening costs one row of the database.
/// </summary>
public sealed class ProjectCatalog
{
    private static readonly ModelQuery<Func<VitrineDatabase, Guid, Task<ProjectRow?>>> ById = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, Guid id) => database.Set<ProjectRow>().AsNoTracking().FirstOrDefault(project => project.Id == id)));

    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly LayerCache layers;
    private readonly WarehousePool warehouses;
    private readonly ConnectionVault vault;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<Guid, IngestRow> ingests = new();
    private readonly ConcurrentDictionary<(string, string?), WarehouseConnection> connections = new();
    private readonly ConcurrentDictionary<string, ProjectSettings> settings = new(StringComparer.Ordinal);

    internal ProjectCatalog(IDbContextFactory<VitrineDatabase> databases, LayerCache layers, WarehousePool warehouses, ConnectionVault vault, TimeProvider clock)
    {
        this.databases = databases;
        this.layers = layers;
        this.warehouses = warehouses;
        this.vault = vault;
        this.clock = clock;
    }

    /// <summary>Opens a project, or refuses: there is none, or nothing was ingested yet.</summary>
    public async Task<OpenProject> OpenAsync(Guid projectId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await ById.For(database)(database, projectId)
            ?? throw ProjectRefusals.Unknown();
        if (row.IngestId is not { } ingestId)
            throw new RefusalException("projects.not-ingested", $"The project {row.Name} has no semantic layer yet. Ingest its dbt manifest first.", RefusalKind.Conflict);
        if (!ingests.TryGetValue(ingestId, out var ingest))
        {
            ingest = await database.Set<IngestRow>().AsNoTracking().FirstAsync(one => one.Id == ingestId, cancellationToken);
            if (ingests.Count > 1000) ingests.Clear();
            ingests[ingestId] = ingest;
        }

        var layer = await layers.GetAsync(ingest, cancellationToken);
        var warehouse = WarehouseOf(row);
        var version = string.Create(CultureInfo.InvariantCulture, $"{row.Warehouse}|{row.RefreshCounter}|{warehouse.DataVersion()}");
        return new OpenProject(row.ToRecord(), layer, warehouse, SettingsOf(row), version, clock);
    }

    /// <summary>Decrypting for every question would cost more than opening.</summary>
    private IWarehouse WarehouseOf(ProjectRow row)
    {
        var key = (row.Warehouse, row.WarehousePassword);
        if (connections.TryGetValue(key, out var known)) return warehouses.Get(row.Id, known);
        if (connections.Count > 1000) connections.Clear();
        return warehouses.Get(row.Id, connections[key] = vault.Read(row));
    }

    private ProjectSettings SettingsOf(ProjectRow row)
    {
        if (settings.TryGetValue(row.Settings, out var known)) return known;
        if (settings.Count > 1000) settings.Clear();
        return settings[row.Settings] = ProjectJson.ReadSettings(row.Settings);
    }
}
