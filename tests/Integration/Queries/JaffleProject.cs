using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Vitrine.Access;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Integration.Queries;

/// <summary>The jaffle project over a real DuckDB file, with a row rule laid over it: orders are seen by fulfillment center.</summary>
public sealed class JaffleProject : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 34, 56, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-queries-").FullName;
    private readonly DuckDbWarehouse warehouse;
    private readonly SemanticLayer layer;

    public JaffleProject()
    {
        var data = TestData.File("jaffle");
        var file = Path.Combine(folder, "jaffle.duckdb");
        Load(Path.Combine(data, "tables"), file);
        File = file;
        Manifest = WithRowRule(Path.Combine(data, "manifest.json"));
        Catalog = System.IO.File.ReadAllBytes(Path.Combine(data, "catalog.json"));
        layer = DbtProjectReader.Read(Manifest, Catalog, new SemanticOptions());
        warehouse = new DuckDbWarehouse(new DuckDbOptions { File = file });
    }

    public string File { get; }

    /// <summary>dbt's manifest, with the row rule.</summary>
    public byte[] Manifest { get; }

    public byte[] Catalog { get; }

    /// <summary>The project's present.</summary>
    public static ProjectSettings Settings { get; } = new() { PinnedNow = Now };

    public OpenProject Open(string timeZone = "UTC")
    {
        var record = new ProjectRecord { Id = new Guid("00000000-0000-0000-0000-00000000000a"), OrganizationId = Guid.Empty, Slug = "jaffle", Name = "Jaffle", CreatedAt = Now };
        return new OpenProject(record, layer, warehouse, new ProjectSettings { PinnedNow = Now, TimeZone = timeZone }, warehouse.DataVersion(), TimeProvider.System);
    }

    /// <summary>Somebody who sees the orders of some centers; with none, the attribute is not there at all.</summary>
    public static Principal Person(params string[] centers) => new()
    {
        PersonId = new Guid(centers.Length, 0, 0, new byte[8]),
        OrganizationId = Guid.Empty,
        Email = string.Join('-', centers) + "@example.com",
        Name = "Somebody",
        Attributes = centers.Length == 0 ? new Dictionary<string, IReadOnlyList<string>>() : new Dictionary<string, IReadOnlyList<string>> { ["center"] = centers },
    };

    /// <summary>Asks the file directly: what the answers are held to.</summary>
    public IReadOnlyList<object[]> Ask(string sql)
    {
        using var connection = new DuckDBConnection($"Data Source={File};access_mode=READ_ONLY");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static void Load(string tables, string file)
    {
        using var connection = new DuckDBConnection($"Data Source={file}");
        connection.Open();
        foreach (var table in new[] { "orders", "customers", "membership", "plan", "payments" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE \"{table}\" AS SELECT * FROM read_parquet('{Path.Combine(tables, table + ".parquet").Replace("'", "''", StringComparison.Ordinal)}')");
            command.ExecuteNonQuery();
        }
    }

    private static byte[] WithRowRule(string manifest)
    {
        var root = JsonNode.Parse(System.IO.File.ReadAllBytes(manifest))!;
        var orders = root["nodes"]!.AsObject().Select(entry => entry.Value!).Single(node => (string?)node["name"] == "orders" && (string?)node["resource_type"] == "model");
        foreach (var meta in new[] { orders["meta"], orders["config"]?["meta"] }.OfType<JsonObject>())
            meta["sql_filter"] = "${TABLE}.fulfillment_center IN (${lightdash.attributes.center})";
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
