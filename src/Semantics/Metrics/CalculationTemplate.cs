using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>A ready-made calculation over one column of the answer. Lightdash has the same ones.</summary>
public sealed record CalculationTemplate
{
    /// <summary>Which one.</summary>
    public required CalculationKind Kind { get; init; }

    /// <summary>The column: a selected field, or another calculation. Null only for window functions that look at none.</summary>
    public FieldReference? Column { get; init; }

    /// <summary>The order in which rows follow each other. Empty: that of the query for running totals, none otherwise.</summary>
    public IReadOnlyList<SortBy> OrderBy { get; init; } = [];

    /// <summary>Columns whose values part the rows; each part is computed by itself.</summary>
    public IReadOnlyList<FieldReference> PartitionBy { get; init; } = [];

    /// <summary>For <see cref="CalculationKind.Window"/>.</summary>
    public WindowFunction Function { get; init; }

    /// <summary>For <see cref="CalculationKind.Window"/>: which rows around a row it looks at; null leaves it to SQL.</summary>
    public RowFrame? Frame { get; init; }
}
