namespace Vitrine.Semantics.Metrics;

/// <summary>Rows around a row, counted in the window's order.</summary>
/// <param name="From">The first: rows before this one as a number below 0, 0 for itself; null for the beginning.</param>
/// <param name="To">The last: 0 for itself, rows after it above 0; null for the end. Not before <paramref name="From"/>.</param>
public sealed record RowFrame(int? From, int? To);
