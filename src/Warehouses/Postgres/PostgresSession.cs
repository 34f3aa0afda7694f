using System.Data;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Vitrine.Sql;

namespace Vitrine.Warehouses.Postgres;

/// <summary>A session over one connection of the pool. The server itself keeps the time; the driver only cancels when nobody waits.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : IWarehouseSession
{
    /// <summary>How much later than the server this side gives up, for a server that does not answer at all.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task<WarehouseResult> QueryAsync(RenderedSql sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        SingleSelect.Check(sql.Text);
        if (connection.State != ConnectionState.Open) throw PostgresRefusals.WentAway("the session's connection is closed");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limits.Timeout + Grace);
        try
        {
            await BeginAsync(limits, patience.Token);
            return await ReadAsync(sql, limits, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw WarehouseRefusals.TookTooLong(limits.Timeout);
        }
        catch (PostgresException stopped) when (stopped.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WarehouseRefusals.TookTooLong(limits.Timeout);
        }
        catch (NpgsqlException cause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw PostgresRefusals.OfStatement(cause);
        }
        finally
        {
            await EndAsync();
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task BeginAsync(QueryLimits limits, CancellationToken cancellationToken)
    {
        await using var begin = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("BEGIN READ ONLY"),
                new NpgsqlBatchCommand(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout TO {(long)Math.Max(1, Math.Ceiling(limits.Timeout.TotalMilliseconds))}")),
            },
        };
        await begin.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task EndAsync()
    {
        // Where the connection is lost the pool throws it away.
        if (connection.FullState.HasFlag(ConnectionState.Broken) || !connection.FullState.HasFlag(ConnectionState.Open)) return;
        try
        {
            await using var end = new NpgsqlCommand("ROLLBACK", connection) { CommandTimeout = (int)Grace.TotalSeconds };
            await end.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // What was asked for is answered or refused already.
        }
    }

    private async Task<WarehouseResult> ReadAsync(RenderedSql sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var command = new NpgsqlCommand(sql.Text, connection)
        {
            // As text every digit comes, whatever .NET's types hold.
            AllResultTypesAreUnknown = true,
        };
        foreach (var parameter in sql.Parameters) command.Parameters.Add(Bound(parameter.Value));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = Enumerable.Range(0, reader.FieldCount).Select(at => new WarehouseColumn(reader.GetName(at), reader.GetDataTypeName(at))).ToArray();
        var readers = Enumerable.Range(0, reader.FieldCount).Select(at => PostgresValues.ReaderOf(reader.GetDataTypeOID(at))).ToArray();
        var rows = new CappedRows(limits);
        var isTruncated = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (isTruncated = rows.IsFull)
            {
                // Closing a reader reads what is left; so there should be nothing.
                await CancelAsync(command, reader);
                break;
            }

            var row = new object?[columns.Length];
            for (var at = 0; at < row.Length; at++) row[at] = await reader.IsDBNullAsync(at, cancellationToken) ? null : readers[at](reader.GetString(at));
            rows.Add(row);
        }

        return new WarehouseResult(columns, rows.Rows, isTruncated, Stopwatch.GetElapsedTime(started));
    }

    private static async Task CancelAsync(NpgsqlCommand command, NpgsqlDataReader reader)
    {
        command.Cancel();
        try
        {
            await reader.CloseAsync();
        }
        catch (NpgsqlException)
        {
            // It was told to end.
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>A text takes the type of the place where it stands, as a literal does; a number and a truth value have theirs.</summary>
    private static NpgsqlParameter Bound(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown },
        string text => new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Unknown },
        long number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag, NpgsqlDbType = NpgsqlDbType.Boolean },
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be bound."),
    };
}
