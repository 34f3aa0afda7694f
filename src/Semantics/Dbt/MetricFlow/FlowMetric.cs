using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt.MetricFlow;

/// <summary>A metric of MetricFlow as its author wrote it.</summary>
internal sealed record FlowMetric
{
    public required string Name { get; init; }

    public string? Label { get; init; }

    public string? Description { get; init; }

    /// <summary>simple, ratio, derived, cumulative or conversion.</summary>
    public required string Kind { get; init; }

    public bool IsPrivate { get; init; }

    /// <summary>The metric as it stands in the manifest, for its meta.</summary>
    public JsonElement Source { get; init; }

    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>For a simple one and a cumulative one: the measure it takes, as manifests before dbt 1.12 have it.</summary>
    public FlowInput? Measure { get; init; }

    /// <summary>For a simple one: what it aggregates itself, and the semantic model; the form of dbt 1.12.</summary>
    public (string Model, FlowMeasure Measure)? Own { get; init; }

    public FlowInput? Numerator { get; init; }

    public FlowInput? Denominator { get; init; }

    /// <summary>For a derived one: arithmetic over the names of its inputs.</summary>
    public string? Expression { get; init; }

    public IReadOnlyList<FlowInput> Inputs { get; init; } = [];

    /// <summary>For a cumulative one: the metric it adds up, where it names one.</summary>
    public FlowInput? Accumulated { get; init; }

    public TimeOffset? Window { get; init; }

    public string? GrainToDate { get; init; }

    public string? PeriodValue { get; init; }
}

/// <summary>What a metric takes in: a measure or another metric.</summary>
internal sealed record FlowInput
{
    public required string Name { get; init; }

    public string? Alias { get; init; }

    public IReadOnlyList<string> Filters { get; init; } = [];

    public TimeOffset? Offset { get; init; }

    public string? OffsetToGrain { get; init; }

    /// <summary>A number that stands where there is no row.</summary>
    public string? FillNulls { get; init; }

    public bool JoinsSpine { get; init; }

    public string Shown => Alias ?? Name;
}
