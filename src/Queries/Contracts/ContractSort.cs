namespace Vitrine.Queries.Contracts;

/// <summary>One step of the order of rows.</summary>
/// <param name="Field">A field of the contract, or the name of a slot.</param>
/// <param name="Descending">Largest first.</param>
public sealed record ContractSort(FieldMention Field, bool Descending);
