namespace Vitrine.Queries.Contracts;

/// <summary>Gives each metric cell the value of an earlier range and the change since.</summary>
/// <param name="Filter">Name of the required range argument that is shifted.</param>
/// <param name="To">Where to.</param>
/// <param name="Spot">Where it stands.</param>
public sealed record ContractComparison(string Filter, ComparisonTarget To, SourceSpot Spot);
