using Vitrine.Agents.Composer.Catalog;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>A field that words may mean.</summary>
/// <param name="Explore">The explore it would be asked from.</param>
/// <param name="Field">The field.</param>
/// <param name="Score">How well it fits, 0 to 1.</param>
internal sealed record Candidate(CatalogExplore Explore, CatalogField Field, double Score);
