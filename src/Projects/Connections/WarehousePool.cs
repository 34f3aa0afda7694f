using Vitrine.Warehouses;

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
            var warehouse = WarehouseKinds.Make(connection);
            open[connection] = warehouse;
            return warehouse;
        }
    }

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
