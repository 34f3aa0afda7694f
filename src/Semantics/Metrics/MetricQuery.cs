using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>A structured question over one explore.</summary>
public sealed record MetricQuery
{
    /// <summary>The explore.</summary>
    public required string Explore { get; init; }

    /// <summary>What the rows are grouped by; the leading columns of the answer.</summary>
    public IReadOnlyList<FieldReference> Dimensions { get; init; } = [];

    /// <summary>What is computed for each group; the columns that follow.</summary>
    public IReadOnlyList<FieldReference> Metrics { get; init; } = [];

    /// <summary>Conditions on dimensions, before anything is computed.</summary>
    public FilterGroup? Filters { get; init; }

    /// <summary>Conditions on metrics, after they were computed.</summary>
    public FilterGroup? MetricFilters { get; init; }

    /// <summary>Metrics that the query makes up; <see cref="Metrics"/>, sorts and filters name them as any other.</summary>
    public IReadOnlyList<AdditionalMetric> AdditionalMetrics { get; init; } = [];

    /// <summary>Dimensions that the query makes up by SQL.</summary>
    public IReadOnlyList<AdditionalDimension> AdditionalDimensions { get; init; } = [];

    /// <summary>Dimensions that the query makes up; <see cref="Dimensions"/> and sorts name them by <see cref="Bin.Reference"/>. They are not filtered by.</summary>
    public IReadOnlyList<Bin> Bins { get; init; } = [];

    /// <summary>Columns that are computed over the rows of the answer; they come after the metrics.</summary>
    public IReadOnlyList<TableCalculation> Calculations { get; init; } = [];

    /// <summary>Names by which formulas may call selected fields, beside <c>table.field</c> and <c>table_field</c>.</summary>
    public IReadOnlyDictionary<string, FieldReference> Aliases { get; init; } = new Dictionary<string, FieldReference>();

    /// <summary>Conditions on calculations. They hide rows and change no calculation.</summary>
    public FilterGroup? CalculationFilters { get; init; }

    /// <summary>The order of the rows. What it leaves open is decided by the dimensions, so that the same rows stand in the same order always.</summary>
    public IReadOnlyList<SortBy> Sorts { get; init; } = [];

    /// <summary>How selected fields are shown in this answer instead of their own way.</summary>
    public IReadOnlyDictionary<FieldReference, FieldFormat> Formats { get; init; } = new Dictionary<FieldReference, FieldFormat>();

    /// <summary>Dimensions whose values stand side by side when the answer is laid out. Metrics that look at other rows (running totals, shares) look at those with the same values of them only.</summary>
    public IReadOnlyList<FieldReference> PivotDimensions { get; init; } = [];

    /// <summary>IANA name of the zone in which ranges and buckets are cut; null for that of whoever asks.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The most rows that are wanted.</summary>
    public int Limit { get; init; } = 500;
}
