using System.Diagnostics;
using ClickHouse.Driver;
using ClickHouse.Driver.ADO;
using ClickHouse.Driver.ADO.Parameters;
using ClickHouse.Driver.ADO.Readers;
using Vitrine.Primitives;
using Vitrine.Sql;

namespace Vitrine.Warehouses.ClickHouse;

/// <summary>A session, which is no more than a place in the line: each question is a request of its own.</summary>
internal sealed class ClickHouseSession(ClickHouseConnection connection, Func<Exception, RefusalException> ofWay, SemaphoreSlim free) : IWarehouseSession
{
    public async Task<WarehouseResult> QueryAsync(RenderedSql sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        SingleSelect.Check(sql.Text);
        // Giving up closes the request, and a request that only reads is ended by the server then.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limits.Timeout);
        try
        {
            return await ReadAsync(sql, limits, patience.Token);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WarehouseRefusals.TookTooLong(limits.Timeout);
        }
        catch (ClickHouseServerException cause) when (ClickHouseRefusals.IsTimeout(cause))
        {
            throw WarehouseRefusals.TookTooLong(limits.Timeout);
        }
        catch (ClickHouseServerException cause) when (!ClickHouseRefusals.IsOfWay(cause))
        {
            throw ClickHouseRefusals.OfStatement(cause);
        }
        catch (Exception cause) when (cause is ClickHouseServerException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ofWay(cause);
        }
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        free.Release();
        return ValueTask.CompletedTask;
    }

    private async Task<WarehouseResult> ReadAsync(RenderedSql sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var command = connection.CreateCommand(sql.Text);
        // Only reading, but with the settings that the statement itself ends with.
        command.CustomSettings["readonly"] = 2;
        command.CustomSettings["cancel_http_readonly_queries_on_client_close"] = 1;
        command.CustomSettings["max_execution_time"] = (long)Math.Ceiling(limits.Timeout.TotalSeconds) + 1;
        for (var at = 0; at < sql.Parameters.Count; at++)
            command.Parameters.Add(new ClickHouseDbParameter { ParameterName = $"bound{at + 1}", Value = sql.Parameters[at].Value ?? DBNull.Value, ClickHouseType = TypeOf(sql.Parameters[at].Value) });
        await using var reader = (ClickHouseDataReader)await command.ExecuteReaderAsync(cancellationToken);
        var columns = Enumerable.Range(0, reader.FieldCount).Select(at => new WarehouseColumn(reader.GetName(at), reader.GetDataTypeName(at))).ToArray();
        var rows = new CappedRows(limits);
        var isTruncated = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isTruncated = rows.IsFull) break;
            var row = new object?[columns.Length];
            for (var at = 0; at < row.Length; at++) row[at] = ClickHouseValues.Read(reader, at, columns[at].Type);
            rows.Add(row);
        }

        return new WarehouseResult(columns, rows.Rows, isTruncated, Stopwatch.GetElapsedTime(started));
    }

    private static string TypeOf(object? value) => value switch
    {
        null => "Nullable(String)",
        string => "String",
        long => "Int64",
        bool => "Bool",
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be bound."),
    };
}
