using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Queries.Execution;

/// <summary>An answer of the warehouse as cells: what the cache keeps.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">Cells in the order of the columns.</param>
/// <param name="Truncated">Whether there were more rows.</param>
/// <param name="Warnings">What a reader of it should know.</param>
/// <param name="Taken">How long the warehouse worked on it.</param>
internal sealed record CellTable(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<ResultCell[]> Rows, bool Truncated, IReadOnlyList<Diagnostic> Warnings, TimeSpan Taken)
{
    /// <summary>About how many bytes it takes: a cell, its boxed value and its texts.</summary>
    public long Weight
        => 256 + Rows.Sum(row => 32 + row.Sum(cell => 112L + (2L * cell.Formatted.Length) + (cell.Raw is string text ? 2L * text.Length : 0)));
}
