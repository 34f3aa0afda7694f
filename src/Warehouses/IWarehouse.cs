using Vitrine.Sql;

namespace Vitrine.Warehouses;

/// <summary>
/// A place where data lives and is asked by SQL. A family: one folder for each kind. It may serve many sessions at once, and is kept open
/// for as long as the server runs.
/// </summary>
public interface IWarehouse : IAsyncDisposable
{
    /// <summary>The kind, such as <c>duckdb</c>.</summary>
    string Kind { get; }

    /// <summary>How it writes SQL.</summary>
    SqlDialect Dialect { get; }

    /// <summary>Opens a session, or refuses: it cannot be reached. A session asks one question at a time.</summary>
    Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Opens a session and asks something trivial, or refuses with what to do.</summary>
    Task TestAsync(CancellationToken cancellationToken);

    /// <summary>Changes whenever the data may have changed, as far as that is seen from outside and at once; part of every cache key.</summary>
    string DataVersion();
}
