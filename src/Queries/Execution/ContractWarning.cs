namespace Vitrine.Queries.Execution;

/// <summary>Something that a reader of the numbers should know.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Message">One sentence.</param>
public sealed record ContractWarning(string Code, string Message);
