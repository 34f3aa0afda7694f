namespace Vitrine.Queries.Contracts;

/// <summary>One entry under <c>use</c>: a page filter that applies to the contract.</summary>
/// <param name="Filter">The filter's name.</param>
/// <param name="Field">The field it filters here, where that is another one than the filter names.</param>
/// <param name="Spot">Where it stands.</param>
public sealed record FilterUse(string Filter, FieldMention? Field, SourceSpot Spot);
