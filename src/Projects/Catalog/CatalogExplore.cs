namespace Vitrine.Projects.Catalog;

/// <summary>An explore with its visible fields.</summary>
/// <param name="Name">Its name in contracts.</param>
/// <param name="Label">What people read.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Metrics">Its metrics.</param>
public sealed record CatalogExplore(string Name, string Label, string? Description, IReadOnlyList<CatalogField> Dimensions, IReadOnlyList<CatalogField> Metrics);
