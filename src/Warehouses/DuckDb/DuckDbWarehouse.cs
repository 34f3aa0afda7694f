using System.Globalization;
using DuckDB.NET.Data;
using Vitrine.Primitives;
using Vitrine.Sql;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>DuckDB inside of this process over one file, or over a folder of data files. See the README of this module for what is locked.</summary>
public sealed class DuckDbWarehouse : IWarehouse
{
    private readonly DuckDbOptions options;
    private readonly DuckDbWorkers workers;
    private readonly Lock gate = new();
    private DuckDbInstance? instance;
    private bool isDisposed;

    /// <summary>A warehouse over that file. The file is opened with the first session.</summary>
    public DuckDbWarehouse(DuckDbOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.File is null == options.Folder is null) throw new ArgumentException("A DuckDB warehouse is over a file or a folder.", nameof(options));
        this.options = options;
        workers = new DuckDbWorkers(options.Workers);
    }

    /// <inheritdoc/>
    public string Kind => "duckdb";

    /// <inheritdoc/>
    public SqlDialect Dialect { get; } = SqlDialect.For("duckdb");

    internal int FreeWorkers => workers.Free;

    /// <inheritdoc/>
    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken)
    {
        // The driver has no asynchronous calls, and opening reads the file.
        var (owner, connection) = await workers.RunAsync(Lend, cancellationToken);
        return new DuckDbSession(owner, connection, workers);
    }

    /// <inheritdoc/>
    public async Task TestAsync(CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken);
        await session.QueryAsync(new RenderedSql("SELECT 1", []), new QueryLimits(1, TimeSpan.FromSeconds(10), 1024), cancellationToken);
    }

    /// <inheritdoc/>
    public string DataVersion()
    {
        if (options.Folder is { } folder) return DuckDbTableFolder.Mark(folder);
        var file = new FileInfo(options.File!);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks}-{file.Length}") : "absent";
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isDisposed = true;
            instance?.Retire();
            instance = null;
        }

        workers.Dispose();
        return ValueTask.CompletedTask;
    }

    private (DuckDbInstance Owner, DuckDBConnection Connection) Lend()
    {
        while (true)
        {
            var current = Current();
            if (current.Lend() is { } connection) return (current, connection);
        }
    }

    /// <summary>The instance over the file as it is now. One over an earlier state ends with its last session.</summary>
    private DuckDbInstance Current()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            var mark = DataVersion();
            if (instance is not null && instance.Mark == mark) return instance;
            if (options.File is { } file && !System.IO.File.Exists(file)) throw Unavailable(null);
            instance?.Retire();
            instance = null;
            try
            {
                return instance = options.Folder is { } folder ? Copy(folder, mark) : DuckDbInstance.Open(options, options.File!, mark);
            }
            catch (DuckDBException exception)
            {
                throw Unavailable(exception);
            }
        }
    }

    /// <summary>Over a copy of the folder's files, so that the database is as locked as any other: it could not read outside files.</summary>
    private DuckDbInstance Copy(string folder, string mark)
    {
        var temporary = Directory.CreateTempSubdirectory("vitrine-tables-").FullName;
        try
        {
            var name = options.Database ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            var file = Path.Combine(temporary, name + ".duckdb");
            DuckDbTableFolder.Load(folder, file, options.Schema);
            return DuckDbInstance.Open(options, file, mark, temporary);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    private static RefusalException Unavailable(DuckDBException? cause) => WarehouseRefusals.Unavailable(
        cause is null
            ? "The DuckDB file of this project is not there. Check the path in the project's connection."
            : "The DuckDB file of this project cannot be opened. Check that it is a database of DuckDB 1.5 or older, that the server may read it, and that no other process writes to it.",
        cause?.Message ?? "no file");
}
