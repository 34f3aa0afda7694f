namespace Vitrine.Projects.Catalog;

/// <summary>A project's explores as one person may see them.</summary>
/// <param name="Project">The project's slug.</param>
/// <param name="SemanticHash">Names the semantic layer.</param>
/// <param name="Explores">The explores by name.</param>
public sealed record CatalogView(string Project, string SemanticHash, IReadOnlyList<CatalogExplore> Explores);
