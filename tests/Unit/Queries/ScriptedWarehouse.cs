using Vitrine.Sql;
using Vitrine.Warehouses;

namespace Vitrine.Unit.Queries;

/// <summary>A warehouse that answers what its script says, and counts.</summary>
internal sealed class ScriptedWarehouse(Func<RenderedSql, CancellationToken, Task<IReadOnlyList<object?[]>>> answer) : IWarehouse
{
    private int asked;

    public int Asked => asked;

    public string Version { get; set; } = "1";

    public string Kind => "scripted";

    public SqlDialect Dialect { get; } = SqlDialect.For("duckdb");

    public Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<IWarehouseSession>(new Session(this));

    public Task TestAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string DataVersion() => Version;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Session(ScriptedWarehouse owner) : IWarehouseSession
    {
        public async Task<WarehouseResult> QueryAsync(RenderedSql sql, QueryLimits limits, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref owner.asked);
            var rows = await owner.Answer(sql, cancellationToken);
            return new WarehouseResult([], [.. rows.Take(limits.MaximumRows)], rows.Count > limits.MaximumRows, TimeSpan.Zero);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private Task<IReadOnlyList<object?[]>> Answer(RenderedSql sql, CancellationToken cancellationToken) => answer(sql, cancellationToken);
}
