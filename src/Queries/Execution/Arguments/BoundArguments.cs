using Vitrine.Queries.Contracts;

namespace Vitrine.Queries.Execution.Arguments;

/// <summary>A question's arguments after binding: every slot is filled, and every filter in force has a value.</summary>
/// <param name="Slots">The chosen fields by slot.</param>
/// <param name="Filters">The filters in force.</param>
/// <param name="Sort">The order that the app chose, or null for the contract's.</param>
internal sealed record BoundArguments(
    IReadOnlyDictionary<string, IReadOnlyList<FieldMention>> Slots,
    IReadOnlyList<BoundFilter> Filters,
    IReadOnlyList<ContractSort>? Sort);
