namespace Vitrine.Queries.Contracts;

/// <summary>How rows, which stay long, are meant to be laid out.</summary>
/// <param name="Columns">The dimensions (or slots) whose values become columns.</param>
/// <param name="MetricsAsRows">Whether metrics stand one under the other.</param>
/// <param name="Spot">Where it stands.</param>
public sealed record ContractPivot(IReadOnlyList<FieldMention> Columns, bool MetricsAsRows, SourceSpot Spot);
