using System.Globalization;
using ClickHouse.Driver.ADO;
using Vitrine.Primitives;
using Vitrine.Projects.Connections;
using Vitrine.Warehouses;

namespace Vitrine.Integration.Warehouses;

/// <summary>The specification over a ClickHouse, where <c>WAREHOUSE_TEST_CLICKHOUSE</c> names one.</summary>
public sealed class ClickHouseWarehouseTests : WarehouseSpecification, IAsyncLifetime
{
    private readonly string table = string.Create(CultureInfo.InvariantCulture, $"things_{Guid.CreateVersion7():N}");
    private WarehouseConnection connection = null!;
    private IWarehouse warehouse = null!;

    protected override IWarehouse Warehouse => warehouse;

    protected override string Things => table;

    // A statement that begins with WITH or SELECT cannot write there; what is left is to read elsewhere.
    protected override IReadOnlyList<string> Writes => [$"SELECT * FROM file('{table}.csv')"];

    protected override string Values => """
        SELECT toDate('2026-01-31'), toDateTime64('2026-01-31 12:30:00.5', 6, 'UTC'), toDateTime('2026-01-31 11:30:00', 'Europe/Oslo'), toDecimal128('12345678901234567.89', 2),
          toDecimal128('123456789012345678901234567890123456.78', 2), 9007199254740993, toInt128('1180591620717411303424'), 0.1,
          true, false, CAST(NULL AS Nullable(Date)), 'it''s "so" \\ ünï €'
        """;

    public async ValueTask InitializeAsync()
    {
        connection = OutsideServer.Connection("WAREHOUSE_TEST_CLICKHOUSE");
        warehouse = WarehouseKinds.Make(connection);
        await RunAsync($"CREATE TABLE {table} (id Nullable(Int64), name Nullable(String), amount Nullable(Decimal(20, 2)), made Nullable(DateTime64(6, 'UTC')), day Nullable(Date), flag Nullable(Bool)) ENGINE = MergeTree ORDER BY tuple()");
        // The same rows; a backslash escapes in a text there.
        await RunAsync(ThingsTable.Sql(table, Names)[1].Replace(@"\", @"\\", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (warehouse is null) return;
        await warehouse.DisposeAsync();
        await RunAsync($"DROP TABLE {table}");
    }

    protected override IEnumerable<(string, IWarehouse, string[])> BrokenConnections() =>
    [
        ("host", WarehouseKinds.Make(connection with { Host = "nowhere.invalid" }), ["no host nowhere.invalid"]),
        ("port", WarehouseKinds.Make(connection with { Port = 1 }), ["Nothing answers at", "Check host and port"]),
        ("password", WarehouseKinds.Make(connection with { Password = new Secret("wrong") }), ["password", connection.User!]),
        ("database", WarehouseKinds.Make(connection with { Database = "lost" }), ["no database lost"]),
    ];

    private async Task RunAsync(string sql)
    {
        using var open = new ClickHouseConnection(new ClickHouseClientSettings
        {
            Host = connection.Host,
            Port = (ushort)(connection.Port ?? 8443),
            Protocol = connection.Tls == WarehouseTls.Off ? "http" : "https",
            Database = connection.Database,
            Username = connection.User,
            Password = connection.Password?.Reveal() ?? "",
        });
        using var command = open.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
