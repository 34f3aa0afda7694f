using Vitrine.Queries.Contracts;

namespace Vitrine.Queries.Execution.Arguments;

/// <summary>An argument that is in force for one question.</summary>
/// <param name="Argument">Its declaration.</param>
/// <param name="Field">The field that it filters in this contract.</param>
/// <param name="Value">Its value, whose form and types are checked.</param>
internal sealed record BoundFilter(ContractArgument Argument, FieldMention Field, ArgumentValue Value);
