using Vitrine.Sql;

namespace Vitrine.Warehouses;

/// <summary>A conversation with a warehouse. It takes text and bound values and gives rows, nothing else, so that another process could hold it as well.</summary>
public interface IWarehouseSession : IAsyncDisposable
{
    /// <summary>
    /// Runs one SELECT. Cancelling interrupts it in the warehouse. Refuses when it takes too long, when the warehouse runs out of memory, and
    /// when the statement does not fit the data; the refusal's text holds no data and no names.
    /// </summary>
    /// <param name="sql">The statement with its bound values.</param>
    /// <param name="limits">How much it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<WarehouseResult> QueryAsync(RenderedSql sql, QueryLimits limits, CancellationToken cancellationToken);
}
