namespace Vitrine.Warehouses.DuckDb;

/// <summary>Where a DuckDB warehouse lies and what it may take.</summary>
public sealed record DuckDbOptions
{
    /// <summary>The database file. It is only read; it may be replaced by another while the server runs. Null when there is a folder.</summary>
    public string? File { get; init; }

    /// <summary>A folder of .parquet and .csv files, each a table, instead of a file. They are copied into a database of our own, anew when one of them changes.</summary>
    public string? Folder { get; init; }

    /// <summary>For a folder: the database that dbt's relations name. The folder's own name when null.</summary>
    public string? Database { get; init; }

    /// <summary>For a folder: the schema that dbt's relations name.</summary>
    public string Schema { get; init; } = "main";

    /// <summary>What DuckDB may use for its buffers. No hard cap: a single huge value passes it.</summary>
    public string MemoryLimit { get; init; } = "1GB";

    /// <summary>Threads inside of DuckDB, shared by all statements.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Statements that run at the same time; the others wait.</summary>
    public int Workers { get; init; } = 4;
}
