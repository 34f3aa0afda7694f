namespace Vitrine.Queries.Contracts;

/// <summary>A scalar as written. It is text until a field says what it is, so <c>NO</c> and <c>007</c> stay what they look like.</summary>
/// <param name="Text">The text, or null where the file says <c>null</c>.</param>
/// <param name="Spot">Where it stands.</param>
public sealed record WrittenValue(string? Text, SourceSpot Spot);
