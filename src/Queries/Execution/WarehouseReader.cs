using Vitrine.Projects.Catalog;
using Vitrine.Queries.Limits;
using Vitrine.Queries.ResultCache;
using Vitrine.Semantics.Metrics;
using Vitrine.Warehouses;

namespace Vitrine.Queries.Execution;

/// <summary>Asks the warehouse for a compiled query, or the cache, within the limits of the project.</summary>
internal sealed class WarehouseReader(QuerySettings settings, ProjectQueue queue, ResultCache<CellTable> cache)
{
    /// <summary>
    /// The answer. Its key holds the SQL with every bound value (so attributes and resolved dates), the connection and the state of the
    /// data; labels and formats, which a query may bring or a parameter decide, the semantic layer and the zone stand in it for how cells are shown. The caller has checked what the viewer may see.
    /// </summary>
    public Task<CachedAnswer<CellTable>> ReadAsync(OpenProject project, CompiledQuery query, CompilationContext context, bool refresh, CancellationToken cancellationToken)
    {
        object?[] parts =
        [
            project.Project.Id, project.DataVersion, project.Layer.Hash, context.TimeZone, query.RowLimit, query.Sql.Text,
            .. query.Sql.Parameters.Select(parameter => parameter.Value),
            .. query.Columns.SelectMany(column => new[] { column.Label, column.Format?.ToString() }),
        ];
        return cache.GetAsync(CacheKey.Of(parts), refresh, stop => AskAsync(project, query, stop), cancellationToken);
    }

    private async Task<CellTable> AskAsync(OpenProject project, CompiledQuery query, CancellationToken cancellationToken)
    {
        using var turn = await queue.EnterAsync(project.Project.Id, cancellationToken);
        await using var session = await project.Warehouse.OpenAsync(cancellationToken);
        // One row more than is shown, so that it is seen when there are more.
        var limits = new QueryLimits(query.RowLimit + 1, settings.Timeout, settings.MaximumBytes);
        var result = await session.QueryAsync(query.Sql, limits, cancellationToken);
        var rows = new List<ResultCell[]>(Math.Min(result.Rows.Count, query.RowLimit));
        foreach (var row in result.Rows.Take(query.RowLimit))
            rows.Add([.. query.Columns.Select((column, at) => CellReading.Read(row[at], column))]);
        return new CellTable(query.Columns, rows, result.Truncated || result.Rows.Count > query.RowLimit, query.WarningsOf(result.Rows), result.Elapsed);
    }
}
