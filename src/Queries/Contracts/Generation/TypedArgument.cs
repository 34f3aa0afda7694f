using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Generation;

/// <summary>An argument with the field that gives it type and label.</summary>
/// <param name="Argument">The declaration.</param>
/// <param name="Field">The field; null where the layer does not know it.</param>
internal sealed record TypedArgument(ContractArgument Argument, Field? Field)
{
    public string Label => Argument.Label ?? Field?.Label ?? Argument.Name;

    public FieldType Type => Field?.Type ?? FieldType.String;

    /// <summary>A page filter has no explore of its own: the first contract that uses it lends one.</summary>
    public static TypedArgument OfFilter(ContractArgument filter, ContractFile file, SemanticLayer layer)
    {
        foreach (var contract in file.Contracts)
        {
            if (DeclaredArgument.Of(file, contract).FirstOrDefault(one => one.Argument == filter) is { } used
                && layer.TryGetExplore(contract.Explore.Text, out var explore)
                && FieldReference.TryParse(used.Field.Text, out var reference) && explore.TryGetField(reference, out var field))
                return new TypedArgument(filter, field);
        }

        return new TypedArgument(filter, null);
    }
}
