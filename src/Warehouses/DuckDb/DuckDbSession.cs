using System.Diagnostics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Vitrine.Sql;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>
/// A session over one connection. The driver has no asynchronous calls (they return when the work is done) and knows no time limit, so a
/// statement runs on one of the warehouse's few threads, and time and cancelling interrupt it from outside.
/// </summary>
internal sealed class DuckDbSession(DuckDbInstance owner, DuckDBConnection connection, DuckDbWorkers workers) : IWarehouseSession
{
    private bool isClean = true;
    private Task running = Task.CompletedTask;

    public async Task<WarehouseResult> QueryAsync(RenderedSql sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        SingleSelect.Check(sql.Text);
        // Its time begins when it has a thread.
        var begun = new TaskCompletionSource<WatchedStatement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = workers.RunAsync(() => Run(sql, limits, begun, cancellationToken), cancellationToken);
        running = work;
        isClean = false;
        await Task.WhenAny(begun.Task, work);
        if (!work.IsCompleted) await Task.WhenAny(work, begun.Task.Result.Deaf);
        isClean = work.IsCompletedSuccessfully;
        if (isClean) return work.Result;
        cancellationToken.ThrowIfCancellationRequested();
        if (begun.Task is { IsCompletedSuccessfully: true, Result.IsStopped: true }) throw WarehouseRefusals.TookTooLong(limits.Timeout);
        if (work.Exception?.InnerException is DuckDBException failure) throw DuckDbRefusals.Of(failure);
        return await work;
    }

    public ValueTask DisposeAsync()
    {
        // A connection whose statement does not hear must not be closed under it.
        if (running.IsCompleted) owner.Return(connection, isClean);
        else running.ContinueWith(_ => owner.Return(connection, false), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return ValueTask.CompletedTask;
    }

    private WarehouseResult Run(RenderedSql sql, QueryLimits limits, TaskCompletionSource<WatchedStatement> begun, CancellationToken cancellationToken)
    {
        var statement = new WatchedStatement(limits.Timeout, () => NativeMethods.Startup.DuckDBInterrupt(connection.NativeConnection));
        begun.SetResult(statement);
        StatementWatch.Shared.Add(statement);
        try
        {
            using var givingUp = cancellationToken.Register(() => StatementWatch.Shared.Stop(statement));
            return Read(sql, limits, statement);
        }
        finally
        {
            StatementWatch.Shared.Remove(statement);
        }
    }

    private WarehouseResult Read(RenderedSql sql, QueryLimits limits, WatchedStatement statement)
    {
        var started = Stopwatch.GetTimestamp();
        using var command = connection.CreateCommand();
        command.CommandText = sql.Text;
        // Rows are handed over as they come, so that the caps hold before memory is taken and not after.
        command.UseStreamingMode = true;
        foreach (var parameter in sql.Parameters) command.Parameters.Add(new DuckDBParameter(DuckDbValues.ToDriver(parameter.Value)!));
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(at => new WarehouseColumn(reader.GetName(at), reader.GetDataTypeName(at))).ToArray();
        var rows = new CappedRows(limits);
        var isTruncated = false;
        while (reader.Read())
        {
            if (statement.IsStopped) throw new OperationCanceledException();
            if (isTruncated = rows.IsFull) break;
            var row = new object?[columns.Length];
            for (var at = 0; at < row.Length; at++) row[at] = DuckDbValues.Read(reader, at);
            rows.Add(row);
        }

        return new WarehouseResult(columns, rows.Rows, isTruncated, Stopwatch.GetElapsedTime(started));
    }
}
