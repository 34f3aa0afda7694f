using System.Text.Json.Serialization;

namespace Vitrine.Queries.Execution;

/// <summary>The answer to a contract. Over HTTP and the bridge it has one JSON form, in which a row is an object by column key.</summary>
[JsonConverter(typeof(ContractResultConverter))]
public sealed record ContractResult
{
    /// <summary>The contract's name.</summary>
    public required string Contract { get; init; }

    /// <summary>The columns, dimensions first.</summary>
    public required IReadOnlyList<ContractColumn> Columns { get; init; }

    /// <summary>The rows; cells stand in the order of the columns.</summary>
    public required IReadOnlyList<IReadOnlyList<ResultCell>> Rows { get; init; }

    /// <summary>Whether there were more rows than the limit.</summary>
    public bool Truncated { get; init; }

    /// <summary>The limit in force, in rows.</summary>
    public int RowLimit { get; init; }

    /// <summary>When the rows were read, if they come from the cache.</summary>
    public DateTimeOffset? CachedAt { get; init; }

    /// <summary>The zone in which ranges and buckets were cut.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How long the warehouse worked on it, null when it was not asked; of two statements the longer. Not part of the JSON form.</summary>
    public TimeSpan? WarehouseTime { get; init; }

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<ContractWarning> Warnings { get; init; } = [];
}
