using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Searching;

/// <summary>A field that fits words.</summary>
/// <param name="Explore">The explore in which it is asked: that of its own model where there is one.</param>
/// <param name="Field">As its model declares it; the compiled explore may lack it where it is broken.</param>
/// <param name="Score">How well it fits, above 0.</param>
public sealed record FieldHit(string Explore, Field Field, double Score);
