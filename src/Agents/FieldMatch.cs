using Vitrine.Semantics.Model;

namespace Vitrine.Agents;

/// <summary>A field that fits what was looked for.</summary>
/// <param name="Explore">An explore that has it; the one whose own model it belongs to, where there is one.</param>
/// <param name="Field">The field.</param>
/// <param name="Score">How well it fits, above 0; comparable within one search only.</param>
public sealed record FieldMatch(Explore Explore, Field Field, double Score);
