namespace Vitrine.Warehouses.DuckDb;

/// <summary>Where a DuckDB warehouse lies and what it may take.</summary>
public sealed record DuckDbOptions
{
    /// <summary>The database file. It is only read; it may be replaced by another while the server runs.</summary>
    public required string File { get; init; }

    /// <summary>What DuckDB may use for its buffers. No hard cap: a single huge value passes it.</summary>
    public string MemoryLimit { get; init; } = "1GB";

    /// <summary>Threads inside of DuckDB, shared by all statements.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Statements that run at the same time; the others wait.</summary>
    public int Workers { get; init; } = 4;
}
