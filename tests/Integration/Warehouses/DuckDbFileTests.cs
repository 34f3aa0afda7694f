using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Integration.Warehouses;

/// <summary>The specification over a DuckDB file.</summary>
public sealed class DuckDbFileTests : WarehouseSpecification, IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-duckdb-").FullName;
    private readonly DuckDbWarehouse warehouse;

    public DuckDbFileTests()
    {
        var file = Path.Combine(folder, "shop.duckdb");
        DuckDbWarehouseTests.Write(file, string.Join(';', ThingsTable.Sql("things", Names)));
        warehouse = new DuckDbWarehouse(new DuckDbOptions { File = file, Workers = 2 });
    }

    protected override IWarehouse Warehouse => warehouse;

    protected override string Things => "\"main\".\"things\"";

    protected override IReadOnlyList<string> Writes => ["WITH gone AS (DELETE FROM things RETURNING id) SELECT count(*) FROM gone", "SELECT * FROM query('DROP TABLE things')"];

    public async ValueTask DisposeAsync()
    {
        await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override IEnumerable<(string, IWarehouse, string[])> BrokenConnections() =>
    [
        ("no file", new DuckDbWarehouse(new DuckDbOptions { File = Path.Combine(folder, "absent.duckdb") }), ["not there", "Check the path"]),
        ("a folder", new DuckDbWarehouse(new DuckDbOptions { File = folder }), ["not there"]),
    ];

    protected override async Task NothingRunsAsync() => Assert.True(await Task.Run(() => SpinWait.SpinUntil(() => warehouse.FreeWorkers == 2, TimeSpan.FromSeconds(20))));
}
