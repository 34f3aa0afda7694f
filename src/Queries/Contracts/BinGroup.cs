namespace Vitrine.Queries.Contracts;

/// <summary>One bin by its values.</summary>
/// <param name="Label">The bin's name.</param>
/// <param name="Values">The values in it.</param>
public sealed record BinGroup(string Label, IReadOnlyList<WrittenValue> Values);
