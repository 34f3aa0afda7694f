namespace Vitrine.Agents.Clarifying;

/// <summary>A card of a planned page.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Chart">What it is, in a word or two, such as <c>line chart</c>.</param>
/// <param name="Contract">The name of the planned contract that it shows; null for none.</param>
public sealed record PlannedWidget(string Title, string? Chart = null, string? Contract = null);
