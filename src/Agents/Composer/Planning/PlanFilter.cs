namespace Vitrine.Agents.Composer.Planning;

/// <summary>A control at the top of the page.</summary>
internal sealed record PlanFilter
{
    /// <summary>Its name in the contracts.</summary>
    public required string Name { get; init; }

    /// <summary>The dimension that it filters.</summary>
    public required string Field { get; init; }

    public required string Label { get; init; }

    /// <summary>Whether it is the page's range of time.</summary>
    public bool IsRange { get; init; }

    /// <summary>Whether values are yes and no.</summary>
    public bool IsFlag { get; init; }

    /// <summary>Where its values are asked for.</summary>
    public required string Explore { get; init; }
}
