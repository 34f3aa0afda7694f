namespace Vitrine.Queries.Contracts;

/// <summary>A fixed value for a parameter of the semantic layer.</summary>
/// <param name="Name">The parameter, such as <c>currency</c> or <c>orders.threshold</c>.</param>
/// <param name="Values">One value, or several for a parameter that takes a list.</param>
/// <param name="Spot">Where it stands.</param>
public sealed record ContractParameter(string Name, IReadOnlyList<WrittenValue> Values, SourceSpot Spot);
