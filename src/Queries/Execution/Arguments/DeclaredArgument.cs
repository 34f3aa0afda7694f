using Vitrine.Queries.Contracts;

namespace Vitrine.Queries.Execution.Arguments;

/// <summary>An argument or used page filter of one contract, with the field it filters there.</summary>
/// <param name="Argument">The declaration.</param>
/// <param name="Field">The argument's own field, or the one that <c>use</c> maps it to.</param>
internal sealed record DeclaredArgument(ContractArgument Argument, FieldMention Field)
{
    /// <summary>The page filters that a contract uses and its own arguments, in the order of the file.</summary>
    public static IEnumerable<DeclaredArgument> Of(ContractFile file, QueryContract contract)
        => contract.Use
            .Select(use => (Use: use, Filter: file.FindFilter(use.Filter)))
            .Where(pair => pair.Filter is not null)
            .Select(pair => new DeclaredArgument(pair.Filter!, pair.Use.Field ?? pair.Filter!.Field))
            .Concat(contract.Arguments.Select(argument => new DeclaredArgument(argument, argument.Field)));
}
