namespace Vitrine.Semantics.Model;

/// <summary>Which values a filter on a dimension offers, where its author says (<c>filter_autocomplete</c>).</summary>
public sealed record FilterValues
{
    /// <summary>Values that its author names; they come first.</summary>
    public IReadOnlyList<FilterValue> Values { get; init; } = [];

    /// <summary>Whether the warehouse is asked for values.</summary>
    public bool AsksWarehouse { get; init; } = true;

    /// <summary>A dimension of the same table that says what people read for a value; null for the value itself.</summary>
    public string? LabelDimension { get; init; }

    /// <summary>The dimension whose values are offered instead of its own; null for its own.</summary>
    public FieldReference? From { get; init; }
}

/// <summary>A value that a filter offers.</summary>
/// <param name="Value">The value, as text.</param>
/// <param name="Label">What people read.</param>
public sealed record FilterValue(string Value, string Label);
