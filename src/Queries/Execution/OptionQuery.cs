using System.Globalization;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>What a filter offers one person: the values that its author names, and the question for those that are there, each or both.</summary>
/// <param name="Named">The values that its author names and that fit the search.</param>
/// <param name="Query">The question for more: values, and what people read for them where there is a second column. Null where nothing is asked.</param>
/// <param name="Context">For whom.</param>
internal sealed record OptionQuery(IReadOnlyList<ResultCell> Named, CompiledQuery? Query, CompilationContext Context)
{
    /// <summary>More than a list can show; the viewer searches.</summary>
    public const int MostValues = 100;

    public static OptionQuery Compile(OpenProject project, Principal principal, ContractFile file, string filter, string? search)
    {
        var (argument, field, exploreName) = Find(file, filter) ?? throw NoOptions();
        if (!argument.Options) throw NoOptions();
        if (search?.Length > ContractLimits.MaximumTextLength) throw new RefusalException("queries.bad-search", "The search text is too long.");
        var context = project.ContextFor(principal);
        if (!project.Layer.TryGetExplore(exploreName, out var explore) || !explore.TryGetField(QueryBuilding.Reference(field), out var found))
            throw new RefusalException("queries.broken-contract", "This filter no longer fits the project's semantic layer. The app needs a new version.", RefusalKind.Conflict);
        if (!project.Layer.IsVisible(explore, context.Identity) || !project.Layer.IsVisible(found, context.Identity)) throw Question.NotAllowed();
        var compiler = new MetricQueryCompiler(project.Layer, project.Warehouse.Dialect);
        var wanted = string.IsNullOrWhiteSpace(search) ? null : search;
        var offered = (found as Dimension)?.FilterValues ?? new FilterValues();
        var named = offered.Values.Where(value => wanted is null || value.Label.Contains(wanted, StringComparison.OrdinalIgnoreCase) || value.Value.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Select(value => new ResultCell(Raw(value.Value, found.Type), value.Label)).ToList();
        if (!offered.AsksWarehouse) return new OptionQuery(named, null, context);
        var (asked, dimension) = Source(project, explore, found, offered, context.Identity);
        var label = offered is { LabelDimension: { } name, From: null } && asked.TryGetField(new FieldReference(dimension.Table, name), out var shown) && shown is Dimension && project.Layer.IsVisible(shown, context.Identity) ? shown.Reference : (FieldReference?)null;
        return new OptionQuery(named, compiler.CompileFieldValues(asked.Name, dimension, wanted, null, MostValues, context, label), context);
    }

    /// <summary>A value as answers have it.</summary>
    private static object Raw(string value, FieldType type) => type switch
    {
        FieldType.Number when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        FieldType.Number when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        FieldType.Boolean when bool.TryParse(value, out var flag) => flag,
        _ => value,
    };

    /// <summary>Where the values come from: the dimension itself, or the one that its author names, which this person has to be able to see.</summary>
    private static (Explore Explore, FieldReference Dimension) Source(OpenProject project, Explore explore, Field field, FilterValues offered, QueryIdentity identity)
    {
        if (offered.From is not { } from) return (explore, field.Reference);
        return project.Layer.TryGetExplore(from.Table, out var other) && other.TryGetField(from, out var found) && found is Dimension && project.Layer.IsVisible(other, identity) && project.Layer.IsVisible(found, identity)
            ? (other, from)
            : throw Question.NotAllowed();
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
