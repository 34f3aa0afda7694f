using System.Text;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Generation;

/// <summary>A contract with the types that the semantic layer gives its parts.</summary>
internal sealed class TypedContract
{
    private readonly Explore? explore;

    public TypedContract(ContractFile file, QueryContract contract, SemanticLayer layer)
    {
        Contract = contract;
        explore = layer.TryGetExplore(contract.Explore.Text, out var found) ? found : null;
        Arguments = [.. DeclaredArgument.Of(file, contract).Select(one => new TypedArgument(one.Argument, Find(one.Field)))];
        List<TypedColumn> columns =
        [
            .. contract.Dimensions.SelectMany(OfDimension),
            .. contract.Bins.Select(bin => new TypedColumn(bin.Name, [], false, false) { Made = (bin.Label ?? Words(bin.Name), FieldType.String) }),
            .. contract.Metrics.Select(metric => new TypedColumn(metric.Text, Fields([metric]), false, true)),
        ];
        Columns = [.. columns, .. new CalculationTypes(contract, columns).Columns];
    }

    public QueryContract Contract { get; }

    public IReadOnlyList<TypedArgument> Arguments { get; }

    public IReadOnlyList<TypedColumn> Columns { get; }

    public string Label => Contract.Label ?? Words(Contract.Name);

    /// <summary>A name as people would write it.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder(name).Replace('_', ' ');
        words[0] = char.ToUpperInvariant(words[0]);
        return words.ToString();
    }

    public Field? Find(FieldMention mention)
        => explore is not null && FieldReference.TryParse(mention.Text, out var reference) && explore.TryGetField(reference, out var field) ? field : null;

    private IEnumerable<TypedColumn> OfDimension(ContractDimension dimension) => dimension switch
    {
        ContractDimension.Fixed one => [new TypedColumn(one.Mention.Text, Fields([one.Mention]), false, false)],
        ContractDimension.Slot { Many: null } slot => [new TypedColumn(slot.Name, Fields(slot.OneOf), false, false)],
        ContractDimension.Slot slot => slot.OneOf.Select(field => new TypedColumn(field.Text, Fields([field]), true, false)),
        _ => throw new InvalidOperationException($"Unknown dimension {dimension.GetType().Name}."),
    };

    private IReadOnlyList<Field> Fields(IEnumerable<FieldMention> mentions) => [.. mentions.Select(Find).OfType<Field>()];
}
