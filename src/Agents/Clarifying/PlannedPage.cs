namespace Vitrine.Agents.Clarifying;

/// <summary>A page of a plan.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Widgets">What stands on it, in order.</param>
public sealed record PlannedPage(string Title, IReadOnlyList<PlannedWidget> Widgets);
