namespace Vitrine.Agents.Composer.Planning;

/// <summary>A page, or the tab that shows it.</summary>
internal sealed record PlanPage
{
    /// <summary>Unique in the plan.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public IReadOnlyList<PlanWidget> Widgets { get; init; } = [];
}
