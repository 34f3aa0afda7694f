using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Queries.Execution;

/// <summary>The question for the values of a filter.</summary>
internal static class OptionQuery
{
    /// <summary>More than a list can show; the viewer searches.</summary>
    private const int MostValues = 100;

    public static (CompiledQuery Query, CompilationContext Context) Compile(OpenProject project, Principal principal, ContractFile file, string filter, string? search)
    {
        var (argument, field, exploreName) = Find(file, filter) ?? throw NoOptions();
        if (!argument.Options) throw NoOptions();
        if (search?.Length > ContractLimits.MaximumTextLength) throw new RefusalException("queries.bad-search", "The search text is too long.");
        var context = project.ContextFor(principal);
        if (!project.Layer.TryGetExplore(exploreName, out var explore) || !explore.TryGetField(QueryBuilding.Reference(field), out var found))
            throw new RefusalException("queries.broken-contract", "This filter no longer fits the project's semantic layer. The app needs a new version.", RefusalKind.Conflict);
        if (!project.Layer.IsVisible(explore, context.Identity) || !project.Layer.IsVisible(found, context.Identity)) throw Question.NotAllowed();
        var compiler = new MetricQueryCompiler(project.Layer, project.Warehouse.Dialect);
        return (compiler.CompileFieldValues(explore.Name, found.Reference, string.IsNullOrWhiteSpace(search) ? null : search, null, MostValues, context), context);
    }

    private static (ContractArgument Argument, FieldMention Field, string Explore)? Find(ContractFile file, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            return file.FindContract(name[..dot]) is { } owner && owner.Arguments.FirstOrDefault(one => one.Name == name[(dot + 1)..]) is { } own
                ? (own, own.Field, own.Explore?.Text ?? owner.Explore.Text)
                : null;
        }

        if (file.FindFilter(name) is not { } filter) return null;
        if (filter.Explore is { } explore) return (filter, filter.Field, explore.Text);
        // A filter is asked where it is used first, as that contract maps it.
        return file.Contracts
            .SelectMany(contract => DeclaredArgument.Of(file, contract).Where(one => one.Argument == filter).Select(one => (filter, one.Field, contract.Explore.Text)))
            .Select(found => ((ContractArgument, FieldMention, string)?)found)
            .FirstOrDefault();
    }

    private static RefusalException NoOptions()
        => new("queries.no-options", "This app declares no filter of that name whose values may be asked for.", RefusalKind.NotFound);
}
