using Vitrine.Agents.Composer.Catalog;

namespace Vitrine.Agents.Composer.Values;

/// <summary>Words that turned out to be a value of the data.</summary>
/// <param name="Field">The dimension that has it.</param>
/// <param name="Values">The value, or all that the words mean.</param>
/// <param name="Score">How sure that is, 0 to 1.</param>
/// <param name="From">The first of the words that were used.</param>
/// <param name="To">The one after the last.</param>
internal sealed record FoundValue(CatalogField Field, IReadOnlyList<string> Values, double Score, int From, int To);
