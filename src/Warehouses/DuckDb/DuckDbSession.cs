using System.Diagnostics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Vitrine.Sql;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>
/// A session over one connection. The driver has no asynchronous calls (they return when the work is done) and knows no time limit, so a
/// statement runs on a thread of its own, of which there are only so many, and time and cancelling interrupt it from outside.
/// </summary>
internal sealed class DuckDbSession(DuckDbInstance owner, DuckDBConnection connection, SemaphoreSlim workers) : IWarehouseSession
{
    /// <summary>How long an interrupt may take to be heard. Inside of one huge value it is not heard at all; then the thread is left to end by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private bool isClean = true;
    private Task running = Task.CompletedTask;

    public async Task<WarehouseResult> QueryAsync(RenderedSql sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        DuckDbStatement.Check(sql.Text);
        await workers.WaitAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limits.Timeout);
        var work = Task.Factory.StartNew(() => Run(sql, limits, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        running = work.ContinueWith(_ => workers.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await ((Task)work).WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!work.IsCompleted) await Task.WhenAny(work, Task.Delay(Grace, CancellationToken.None));
            if (work.IsCompletedSuccessfully) return work.Result;
        }
        finally
        {
            isClean = work.IsCompletedSuccessfully;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (stop.IsCancellationRequested) throw DuckDbRefusals.TookTooLong(limits.Timeout);
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

    private WarehouseResult Run(RenderedSql sql, QueryLimits limits, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        using var command = connection.CreateCommand();
        command.CommandText = sql.Text;
        // Rows are handed over as they come, so that the caps hold before memory is taken and not after.
        command.UseStreamingMode = true;
        foreach (var parameter in sql.Parameters) command.Parameters.Add(new DuckDBParameter(DuckDbValues.ToDriver(parameter.Value)!));
        using var interrupting = stop.Register(() => NativeMethods.Startup.DuckDBInterrupt(connection.NativeConnection));
        stop.ThrowIfCancellationRequested();
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(at => new WarehouseColumn(reader.GetName(at), reader.GetDataTypeName(at))).ToArray();
        var rows = new List<object?[]>();
        long bytes = 0;
        var isTruncated = false;
        while (reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (rows.Count >= limits.MaximumRows || bytes > limits.MaximumBytes)
            {
                isTruncated = true;
                break;
            }

            var row = new object?[columns.Length];
            for (var at = 0; at < row.Length; at++)
            {
                row[at] = DuckDbValues.Read(reader, at);
                bytes += DuckDbValues.Weigh(row[at]);
            }

            rows.Add(row);
        }

        return new WarehouseResult(columns, rows, isTruncated, Stopwatch.GetElapsedTime(started));
    }
}
