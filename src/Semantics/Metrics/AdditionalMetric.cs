using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>A metric that a query makes up for itself. Its SQL is that of a dimension or of a metric; SQL of its own needs the scope for it.</summary>
public sealed record AdditionalMetric
{
    /// <summary>Its name: a table of the explore, and a name that no field of that table has.</summary>
    public required FieldReference Reference { get; init; }

    /// <summary>How it comes about: one of the aggregate kinds.</summary>
    public required MetricType Kind { get; init; }

    /// <summary>The dimension whose values are aggregated, or null when <see cref="Metric"/> or <see cref="Sql"/> says what is.</summary>
    public FieldReference? Dimension { get; init; }

    /// <summary>The metric of the explore whose values are aggregated, under its own filters; or null. It is one that aggregates by itself.</summary>
    public FieldReference? Metric { get; init; }

    /// <summary>SQL over the table's columns, for whoever may use raw SQL (<see cref="CompilationContext.MayUseRawSql"/>); passed over where <see cref="Dimension"/> or <see cref="Metric"/> is given.</summary>
    public string? Sql { get; init; }

    /// <summary>The metric of the explore, in an earlier period, whose value this is; or null. Nothing else says how it is computed then.</summary>
    public EarlierPeriod? Earlier { get; init; }

    /// <summary>What people call it; null: its name.</summary>
    public string? Label { get; init; }

    /// <summary>How values are shown, or null for the plain way.</summary>
    public FieldFormat? Format { get; init; }

    /// <summary>Filters on the rows that it is computed over; all of them hold.</summary>
    public IReadOnlyList<FilterRule> Filters { get; init; } = [];

    /// <summary>For a percentile, 0 to 100.</summary>
    public decimal Percentile { get; init; } = 50;

    /// <summary>For the distinct kinds, the dimensions whose values make a key.</summary>
    public IReadOnlyList<FieldReference> DistinctKeys { get; init; } = [];
}
