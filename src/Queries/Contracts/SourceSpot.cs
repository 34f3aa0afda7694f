namespace Vitrine.Queries.Contracts;

/// <summary>A place in the contract file: line and column, both counted from 1.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
public readonly record struct SourceSpot(int Line, int Column);
