using Vitrine.Semantics.Templates;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Model;

/// <summary>
/// Says that a metric is computed apart from the rows of its explore: over all rows of another dbt model, over rows of another time, or over all rows up to a time. The parts of an answer meet on
/// their groups.
/// </summary>
internal sealed record MetricOrigin
{
    /// <summary>The dbt model whose own explore is asked.</summary>
    public required string Model { get; init; }

    /// <summary>The metric of it.</summary>
    public required string Metric { get; init; }

    /// <summary>The time of the model that the metric is declared in, which stands for <c>metric_time</c>; null when there is none.</summary>
    public FieldReference? HomeTime { get; init; }

    /// <summary>The time of <see cref="Model"/> that takes its place.</summary>
    public FieldReference? Time { get; init; }

    /// <summary>How much later the values are shown than they were.</summary>
    public TimeOffset? Offset { get; init; }

    /// <summary>The relation with a row for each day and its column, or null when the project has none.</summary>
    public (SqlTemplate Relation, string Column)? Spine { get; init; }

    /// <summary>For a metric over all rows up to a time.</summary>
    public Cumulation? Cumulation { get; init; }
}

/// <summary>How a metric adds up over time.</summary>
internal sealed record Cumulation
{
    /// <summary>How far back it looks; null for all the way.</summary>
    public TimeOffset? Window { get; init; }

    /// <summary>It begins anew with each of these; null for never.</summary>
    public TimeGrain? GrainToDate { get; init; }

    /// <summary>Which of the daily values stands for a longer bucket.</summary>
    public PeriodValue PeriodValue { get; init; }
}

/// <summary>Which value stands for a bucket of several days.</summary>
internal enum PeriodValue
{
    First,
    Last,
    Average,
}
