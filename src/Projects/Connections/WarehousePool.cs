using Vitrine.Warehouses;

namespace Vitrine.Projects.Connections;

/// <summary>Keeps the warehouses of projects open. Projects with the same connection share one; one that no project is connected with any more is closed.</summary>
internal sealed class WarehousePool(TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How long a warehouse stays open when its last project has another connection: longer than any question lasts that was begun before.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<WarehouseConnection, IWarehouse> open = [];
    private readonly Dictionary<Guid, WarehouseConnection> uses = [];
    private readonly Dictionary<IWarehouse, ITimer> leaving = [];

    /// <summary>The warehouse of a project, by the connection that it has now.</summary>
    public IWarehouse Get(Guid project, WarehouseConnection connection)
    {
        lock (gate)
        {
            var before = uses.GetValueOrDefault(project);
            uses[project] = connection;
            if (before is not null && before != connection && !uses.ContainsValue(before)) Leave(before);
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
            foreach (var timer in leaving.Values) timer.Dispose();
            warehouses = [.. open.Values, .. leaving.Keys];
            open.Clear();
            leaving.Clear();
        }

        foreach (var warehouse in warehouses) await warehouse.DisposeAsync();
    }

    private void Leave(WarehouseConnection connection)
    {
        if (!open.Remove(connection, out var warehouse)) return;
        leaving[warehouse] = clock.CreateTimer(_ => Close(warehouse), null, Grace, Timeout.InfiniteTimeSpan);
    }

    private void Close(IWarehouse warehouse)
    {
        lock (gate)
        {
            if (!leaving.Remove(warehouse, out var timer)) return;
            timer.Dispose();
        }

        _ = warehouse.DisposeAsync().AsTask();
    }
}
