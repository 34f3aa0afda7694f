namespace Vitrine.Semantics.Model;

/// <summary>The time dimension that a table's or metric's values are usually shown over.</summary>
/// <param name="Field">The dimension before it is cut.</param>
/// <param name="Interval">How it is usually cut.</param>
public sealed record DefaultTime(FieldReference Field, TimeInterval Interval);
