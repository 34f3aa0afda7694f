namespace Vitrine.Semantics.Dbt.MetricFlow;

/// <summary>A MetricFlow semantic model: what its author says of the rows of one dbt model.</summary>
internal sealed record FlowModel
{
    public required string Name { get; init; }

    /// <summary>The unique id of the dbt model.</summary>
    public required string ModelId { get; init; }

    /// <summary>The entity of a primary key that no column holds, or null.</summary>
    public string? PrimaryEntity { get; init; }

    /// <summary>The time that its metrics are shown over where they name no other.</summary>
    public string? Time { get; init; }

    public IReadOnlyList<FlowEntity> Entities { get; init; } = [];

    public IReadOnlyList<FlowDimension> Dimensions { get; init; } = [];

    public IReadOnlyList<FlowMeasure> Measures { get; init; } = [];
}

/// <summary>A thing that rows of several models are about.</summary>
internal sealed record FlowEntity(string Name, string Kind, string Expression)
{
    /// <summary>Whether it names at most one row of its model.</summary>
    public bool IsUnique => Kind is "primary" or "unique";
}

/// <summary>A dimension of a semantic model.</summary>
internal sealed record FlowDimension(string Name, bool IsTime, string? Label, string? Description, string Expression);

/// <summary>What is aggregated over the rows of a semantic model.</summary>
internal sealed record FlowMeasure
{
    public required string Name { get; init; }

    public required string Aggregation { get; init; }

    public required string Expression { get; init; }

    /// <summary>0 to 1.</summary>
    public decimal? Percentile { get; init; }

    public bool IsDiscrete { get; init; }

    /// <summary>Its own time, or null for that of its model.</summary>
    public string? Time { get; init; }

    /// <summary>Whether it does not add up over some dimension, as a balance over time.</summary>
    public bool IsSemiAdditive { get; init; }
}
