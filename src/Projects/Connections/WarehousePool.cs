using Vitrine.Primitives;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Projects.Connections;

/// <summary>Keeps the warehouses of projects open. Projects with the same connection share one.</summary>
internal sealed class WarehousePool : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<WarehouseConnection, IWarehouse> open = [];

    public IWarehouse Get(WarehouseConnection connection)
    {
        lock (gate)
        {
            if (open.TryGetValue(connection, out var known)) return known;
            var warehouse = Make(connection);
            open[connection] = warehouse;
            return warehouse;
        }
    }

    /// <summary>Opens a warehouse that its caller disposes, to try a connection.</summary>
    public static IWarehouse Make(WarehouseConnection connection) => connection.Kind switch
    {
        "duckdb" => new DuckDbWarehouse(new DuckDbOptions { File = connection.File }),
        _ => throw new RefusalException("projects.unknown-warehouse", $"There is no warehouse of the kind {connection.Kind}. Use duckdb."),
    };

    public async ValueTask DisposeAsync()
    {
        List<IWarehouse> warehouses;
        lock (gate)
        {
            warehouses = [.. open.Values];
            open.Clear();
        }

        foreach (var warehouse in warehouses) await warehouse.DisposeAsync();
    }
}
