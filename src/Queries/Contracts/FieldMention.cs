namespace Vitrine.Queries.Contracts;

/// <summary>A field as the file writes it, such as <c>orders.revenue</c>, and where it stands.</summary>
/// <param name="Text">The text, of the form <c>model.field</c>; in sorts and pivots it may be the name of a slot.</param>
/// <param name="Spot">Where it stands.</param>
public sealed record FieldMention(string Text, SourceSpot Spot);
