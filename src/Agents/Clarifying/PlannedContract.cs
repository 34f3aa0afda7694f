namespace Vitrine.Agents.Clarifying;

/// <summary>Data that a planned app will ask for.</summary>
/// <param name="Name">Its name in the plan.</param>
/// <param name="Explore">The explore.</param>
/// <param name="Dimensions">Fields, each written <c>model.field</c>.</param>
/// <param name="Metrics">Fields, each written <c>model.field</c>.</param>
public sealed record PlannedContract(string Name, string Explore, IReadOnlyList<string> Dimensions, IReadOnlyList<string> Metrics);
