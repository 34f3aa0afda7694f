using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>One card with the contract that feeds it.</summary>
internal sealed record PlanWidget
{
    /// <summary>Name of the contract and, in other letters, of the component. It never changes while the widget lives.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public string Subtitle { get; init; } = "";

    public required ChartKind Chart { get; init; }

    public required string Explore { get; init; }

    public IReadOnlyList<PlanField> Metrics { get; init; } = [];

    /// <summary>What it is broken down by: the first is the axis where there is no time, else the series.</summary>
    public IReadOnlyList<PlanField> Dimensions { get; init; } = [];

    /// <summary>What tells rows apart that are called the same in the dimensions: asked for beside them, shown where there are columns.</summary>
    public IReadOnlyList<PlanField> Keys { get; init; } = [];

    public PlanTime? Time { get; init; }

    /// <summary>Conditions of this widget alone.</summary>
    public IReadOnlyList<PlanCondition> Where { get; init; } = [];

    /// <summary>At most so many rows.</summary>
    public int Limit { get; init; }

    /// <summary>Whether somebody asked for that many.</summary>
    public bool IsRanked { get; init; }

    /// <summary>Whether the smallest come first.</summary>
    public bool IsBottom { get; init; }

    /// <summary>Whether rows stand in the order of their first dimension, such as hours of a day.</summary>
    public bool IsSortedByName { get; init; }

    /// <summary>Whether its figures stand beside those of the earlier time that the page compares with.</summary>
    public bool IsCompared { get; init; }

    /// <summary>The title of the page that it was asked for on; null for the first.</summary>
    public string? Page { get; init; }

    /// <summary>Names of the page filters that apply, with the field where it is another one.</summary>
    public IReadOnlyList<PlanUse> Uses { get; init; } = [];

    /// <summary>The page filter that a click on a category sets; null where there is none for its field.</summary>
    public string? CrossFilter { get; init; }

    /// <summary>Columns of twelve.</summary>
    public int Span { get; init; } = 6;

    /// <summary>Whether the person asked for it, rather than the planner adding it.</summary>
    public bool IsAsked { get; init; }
}
