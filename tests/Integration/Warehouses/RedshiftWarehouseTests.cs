using System.Globalization;
using Npgsql;
using Vitrine.Primitives;
using Vitrine.Projects.Connections;
using Vitrine.Warehouses;

namespace Vitrine.Integration.Warehouses;

/// <summary>The specification over a Redshift, where <c>WAREHOUSE_TEST_REDSHIFT</c> names one.</summary>
public sealed class RedshiftWarehouseTests : WarehouseSpecification, IAsyncLifetime
{
    private readonly string table = string.Create(CultureInfo.InvariantCulture, $"things_{Guid.CreateVersion7():N}");
    private WarehouseConnection connection = null!;
    private IWarehouse warehouse = null!;

    protected override IWarehouse Warehouse => warehouse;

    protected override string Things => table;

    protected override IReadOnlyList<string> Writes => [$"SELECT id INTO more FROM {table}"];

    public async ValueTask InitializeAsync()
    {
        connection = OutsideServer.Connection("WAREHOUSE_TEST_REDSHIFT");
        warehouse = WarehouseKinds.Make(connection);
        foreach (var sql in ThingsTable.Sql(table, Names)) await RunAsync(sql);
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
        ("password", WarehouseKinds.Make(connection with { Password = new Secret("wrong") }), ["password", connection.User!]),
        ("database", WarehouseKinds.Make(connection with { Database = "lost" }), ["lost"]),
    ];

    private async Task RunAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = connection.Host,
            Port = connection.Port ?? 5439,
            Database = connection.Database,
            Username = connection.User,
            Password = connection.Password?.Reveal(),
            SslMode = connection.Tls == WarehouseTls.Off ? SslMode.Disable : SslMode.Require,
            Pooling = false,
        };
        await using var open = new NpgsqlConnection(settings.ConnectionString);
        await open.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
