namespace Vitrine.Agents.Composer.Planning;

/// <summary>A fixed condition.</summary>
internal sealed record PlanCondition
{
    public required string Field { get; init; }

    public required string Label { get; init; }

    /// <summary>The operator by its name in contracts.</summary>
    public required string Operator { get; init; }

    /// <summary>Values as they are written in contracts.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The unit of a relative range; null for other conditions.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether a relative range counts whole units only.</summary>
    public bool Completed { get; init; }

    /// <summary>Whether it holds groups, after metrics are computed.</summary>
    public bool IsOfMetric { get; init; }
}
