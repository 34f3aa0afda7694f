using Vitrine.Primitives;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Integration.Warehouses;

/// <summary>The specification over a folder of data files.</summary>
public sealed class DuckDbFolderTests : WarehouseSpecification, IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-folder-").FullName;
    private readonly DuckDbWarehouse warehouse;

    public DuckDbFolderTests()
    {
        DuckDbWarehouseTests.Write(":memory:", string.Join(';', [.. ThingsTable.Sql("things", Names), $"COPY things TO '{Path.Combine(folder, "things.parquet")}' (FORMAT parquet)"]));
        File.WriteAllText(Path.Combine(folder, "regions.csv"), "region,share\nWest,0.25\nEast,0.75\n");
        File.WriteAllText(Path.Combine(folder, "readme.txt"), "no table");
        warehouse = new DuckDbWarehouse(new DuckDbOptions { Folder = folder, Database = "lake", Schema = "marts", Workers = 2 });
    }

    protected override IWarehouse Warehouse => warehouse;

    protected override string Things => "\"lake\".\"marts\".\"things\"";

    protected override IReadOnlyList<string> Writes =>
    [
        "WITH gone AS (DELETE FROM lake.marts.things RETURNING id) SELECT count(*) FROM gone",
        // Not even its own files are read by name.
        $"SELECT * FROM read_parquet('{Path.Combine(folder, "things.parquet")}')",
        $"SELECT * FROM '{Path.Combine(folder, "regions.csv")}'",
    ];

    public async ValueTask DisposeAsync()
    {
        await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_file_is_a_table_and_what_changes_is_seen()
    {
        Assert.Equal(["East", "West"], await RegionsAsync());
        var version = warehouse.DataVersion();
        await File.WriteAllTextAsync(Path.Combine(folder, "regions.csv"), "region,share\nNorth,1.0\n", Stop);
        Assert.NotEqual(version, warehouse.DataVersion());
        Assert.Equal(["North"], await RegionsAsync());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.parquet"), "no parquet", Stop);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => warehouse.TestAsync(Stop));
        Assert.Equal("warehouses.bad-table", refusal.Code);
        Assert.Contains("broken.parquet", refusal.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "broken.parquet"));
        await warehouse.TestAsync(Stop);
    }

    [Fact]
    public async Task The_copies_go_with_the_warehouse()
    {
        await warehouse.TestAsync(Stop);
        var name = $"lake{Guid.CreateVersion7():N}";
        var other = new DuckDbWarehouse(new DuckDbOptions { Folder = folder, Database = name });
        await other.TestAsync(Stop);
        Assert.Single(Copies(name));
        await File.WriteAllTextAsync(Path.Combine(folder, "regions.csv"), "region,share\nNorth,1.0\n", Stop);
        await other.TestAsync(Stop);
        Assert.Single(Copies(name));
        await other.DisposeAsync();
        Assert.Empty(Copies(name));
    }

    protected override IEnumerable<(string, IWarehouse, string[])> BrokenConnections()
    {
        var absent = Path.Combine(folder, "absent");
        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        return
        [
            ("no folder", new DuckDbWarehouse(new DuckDbOptions { Folder = absent }), [absent]),
            ("nothing in it", new DuckDbWarehouse(new DuckDbOptions { Folder = empty }), [empty, ".parquet"]),
        ];
    }

    protected override async Task NothingRunsAsync() => Assert.True(await Task.Run(() => SpinWait.SpinUntil(() => warehouse.FreeWorkers == 2, TimeSpan.FromSeconds(20))));

    private static IEnumerable<string> Copies(string name) => Directory.EnumerateDirectories(Path.GetTempPath(), "vitrine-tables-*").Where(copy => File.Exists(Path.Combine(copy, name + ".duckdb")));

    private async Task<List<string?>> RegionsAsync() => [.. (await AskAsync("SELECT region FROM lake.marts.regions ORDER BY 1")).Rows.Select(row => (string?)row[0])];
}
