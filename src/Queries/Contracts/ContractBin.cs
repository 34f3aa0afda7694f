namespace Vitrine.Queries.Contracts;

/// <summary>A dimension that puts the values of another field into bins. Exactly one of count, width, ranges and groups stands.</summary>
public sealed record ContractBin
{
    /// <summary>Its name, which is the key of its column.</summary>
    public required string Name { get; init; }

    /// <summary>The field whose values are binned.</summary>
    public required FieldMention Field { get; init; }

    /// <summary>Where it stands.</summary>
    public required SourceSpot Spot { get; init; }

    /// <summary>What people read.</summary>
    public string? Label { get; init; }

    /// <summary>That many bins of equal width.</summary>
    public int? Count { get; init; }

    /// <summary>Bins of that width.</summary>
    public decimal? Width { get; init; }

    /// <summary>Named by their bounds: from (inclusive) and to (exclusive); either may be open.</summary>
    public IReadOnlyList<BinRange> Ranges { get; init; } = [];

    /// <summary>Values that share a label.</summary>
    public IReadOnlyList<BinGroup> Groups { get; init; } = [];
}
