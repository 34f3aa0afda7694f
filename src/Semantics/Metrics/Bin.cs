using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>A dimension that a query makes by putting the values of another into bins. Exactly one of count, width, ranges and groups is given.</summary>
public sealed record Bin
{
    /// <summary>Its name, unique in the query, and the name of its column.</summary>
    public required string Name { get; init; }

    /// <summary>The dimension whose values are put into bins: a number, or with <see cref="Groups"/> any.</summary>
    public required FieldReference Dimension { get; init; }

    /// <summary>What people call it; null: its name.</summary>
    public string? Label { get; init; }

    /// <summary>That many bins of equal width, from the least value that the person may see to the greatest: 1 to 1,000.</summary>
    public int? Count { get; init; }

    /// <summary>Bins of that width, above 0.</summary>
    public decimal? Width { get; init; }

    /// <summary>Bins by their bounds. A value goes to the first that holds it, and to none where none does.</summary>
    public IReadOnlyList<BinRange> Ranges { get; init; } = [];

    /// <summary>Bins by values that are listed. A value goes to the first that lists it; what nobody lists is together in <c>Other</c>.</summary>
    public IReadOnlyList<BinGroup> Groups { get; init; } = [];

    /// <summary>How dimensions, sorts and results name it: the table of its dimension, and its own name.</summary>
    public FieldReference Reference => new(Dimension.Table, Name);
}

/// <summary>A bin by its bounds.</summary>
/// <param name="From">The least value in it; null for no bound.</param>
/// <param name="To">The least value that is no longer in it; null for no bound.</param>
/// <param name="Label">What people read; null: its bounds.</param>
public sealed record BinRange(decimal? From, decimal? To, string? Label);

/// <summary>A bin by its values.</summary>
/// <param name="Label">What people read.</param>
/// <param name="Values">The texts that are in it.</param>
public sealed record BinGroup(string Label, IReadOnlyList<string> Values)
{
    /// <summary>How each of the values is compared, in their order; empty: exactly.</summary>
    public IReadOnlyList<BinMatch> Matches { get; init; } = [];
}

/// <summary>How the value of a group is compared, with regard to case.</summary>
public enum BinMatch
{
    /// <summary>It is that text.</summary>
    Exact,

    /// <summary>It begins with it.</summary>
    StartsWith,

    /// <summary>It ends with it.</summary>
    EndsWith,

    /// <summary>It contains it.</summary>
    Includes,
}
