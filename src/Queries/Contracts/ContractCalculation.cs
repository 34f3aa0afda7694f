namespace Vitrine.Queries.Contracts;

/// <summary>A calculation over the rows of the answer, in formula form.</summary>
/// <param name="Name">Its name, which is the key of its column.</param>
/// <param name="Label">What people read.</param>
/// <param name="Formula">Begins with <c>=</c>.</param>
/// <param name="Format">A format expression, such as <c>0.0%</c>.</param>
/// <param name="Spot">Where it stands.</param>
public sealed record ContractCalculation(string Name, string? Label, string Formula, string? Format, SourceSpot Spot);
