using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>One contract as one viewer asks it. Making one checks that this viewer may see every field of the contract.</summary>
internal sealed record Question
{
    public required OpenProject Project { get; init; }

    public required ContractFile File { get; init; }

    public required QueryContract Contract { get; init; }

    public required Explore Explore { get; init; }

    public required CompilationContext Context { get; init; }

    public required MetricQueryCompiler Compiler { get; init; }

    /// <summary>Finds the contract, or refuses: unknown, or not for this viewer. The refusal names no field.</summary>
    public static Question Of(OpenProject project, Principal principal, ContractFile file, string name)
    {
        var contract = file.FindContract(name)
            ?? throw new RefusalException("queries.unknown-contract", "This app declares no such query.", RefusalKind.NotFound);
        var context = WithParameters(project.ContextFor(principal), contract);
        if (!project.Layer.TryGetExplore(contract.Explore.Text, out var explore))
            throw Broken(contract);
        if (!project.Layer.IsVisible(explore, context.Identity)) throw NotAllowed();
        foreach (var mention in Mentions(file, contract))
        {
            if (!FieldReference.TryParse(mention.Text, out var reference) || !explore.TryGetField(reference, out var field)) throw Broken(contract);
            if (!project.Layer.IsVisible(field, context.Identity)) throw NotAllowed();
        }

        return new Question
        {
            Project = project,
            File = file,
            Contract = contract,
            Explore = explore,
            Context = context,
            Compiler = new MetricQueryCompiler(project.Layer, project.Warehouse.Dialect),
        };
    }

    public FieldType TypeOf(FieldMention mention)
        => Explore.TryGetField(QueryBuilding.Reference(mention), out var field) ? field.Type : throw Broken(Contract);

    public static RefusalException NotAllowed()
        => new("queries.not-allowed", "You may not see the data of this query. Ask an administrator for access.", RefusalKind.Forbidden);

    /// <summary>The semantic layer moved on since the app was checked.</summary>
    public static RefusalException Broken(QueryContract contract)
        => new("queries.broken-contract", $"The query {contract.Name} no longer fits the project's semantic layer. The app needs a new version.", RefusalKind.Conflict);

    private static IEnumerable<FieldMention> Mentions(ContractFile file, QueryContract contract)
        => contract.Dimensions.SelectMany(dimension => dimension is ContractDimension.Slot slot ? slot.OneOf : [((ContractDimension.Fixed)dimension).Mention])
            .Concat(contract.Metrics)
            .Concat(contract.Bins.Select(bin => bin.Field))
            .Concat(contract.Underlying)
            .Concat(contract.Where.Concat(contract.Having).SelectMany(Mentions))
            .Concat(DeclaredArgument.Of(file, contract).Select(argument => argument.Field));

    private static IEnumerable<FieldMention> Mentions(ContractCondition condition)
        => condition is ContractCondition.Group group ? group.Members.SelectMany(Mentions) : [((ContractCondition.Rule)condition).Field];

    private static CompilationContext WithParameters(CompilationContext context, QueryContract contract)
    {
        if (contract.Parameters.Count == 0) return context;
        var parameters = context.Parameters.ToDictionary(entry => entry.Key, entry => entry.Value);
        foreach (var parameter in contract.Parameters) parameters[parameter.Name] = [.. parameter.Values.Select(value => value.Text!)];
        return context with { Parameters = parameters };
    }
}
