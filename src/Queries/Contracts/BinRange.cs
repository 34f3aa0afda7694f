namespace Vitrine.Queries.Contracts;

/// <summary>One bin by its bounds.</summary>
/// <param name="From">Inclusive, or null for open.</param>
/// <param name="To">Exclusive, or null for open.</param>
public sealed record BinRange(decimal? From, decimal? To);
