using Vitrine.Primitives;
using Vitrine.Queries.Contracts.Validation;
using Vitrine.Queries.Contracts.Yaml;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine.Queries.Contracts;

/// <summary>
/// Holds a contract file to a semantic layer as its author may see it. Every choice of every contract's slots is really
/// compiled, so what passes here can be asked.
/// </summary>
public sealed class ContractValidator
{
    private readonly TimeProvider clock;

    /// <summary>Relative ranges are compiled as of the clock's present.</summary>
    public ContractValidator(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        this.clock = clock;
    }

    /// <summary>All findings, in the order of the file; empty means that every contract resolves for that author.</summary>
    /// <param name="file">A file that the parser read. Where it has errors of its own, nothing is compiled until they are gone.</param>
    /// <param name="layer">The semantic layer.</param>
    /// <param name="author">The person for whom the contracts must resolve.</param>
    public IReadOnlyList<Diagnostic> Validate(ContractFile file, SemanticLayer layer, QueryIdentity author)
        => ValidateIn(file, layer, new CompilationContext { Identity = author, Now = clock.GetUtcNow(), TimeZone = "UTC" });

    /// <summary>The same in the time zone, week start and parameters of a project.</summary>
    public static IReadOnlyList<Diagnostic> ValidateIn(ContractFile file, SemanticLayer layer, CompilationContext context)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(context);
        var findings = new FindingList();
        var compiler = new MetricQueryCompiler(layer, SqlDialect.For(layer.Adapter));
        foreach (var contract in file.Contracts) CheckContract(file, contract, layer, compiler, context, findings);
        CheckFilters(file, layer, context.Identity, findings);
        return findings.Sorted;
    }

    private static void CheckContract(
        ContractFile file, QueryContract contract, SemanticLayer layer, MetricQueryCompiler compiler, CompilationContext context, FindingList findings)
    {
        if (contract.Explore.Text.Length == 0) return;
        if (FindExplore(contract.Explore, layer, context.Identity, findings) is not { } explore) return;
        var own = new FindingList();
        var fields = new FieldLookup(layer, explore, context.Identity, own);
        new ContractCheck(file, contract, fields, own).Run();
        if (fields.HasHiddenFromAuthor)
        {
            findings.Error(
                "not-allowed", $"The contract {contract.Name} uses a field that you may not see.", contract.Spot,
                "Use only fields that the catalog shows you.", contract.Name);
            return;
        }

        if (!own.HasErrors && !file.HasErrors) CompilationCheck.Run(file, contract, explore, compiler, context, own);
        findings.AddRange(own);
    }

    private static Explore? FindExplore(FieldMention mention, SemanticLayer layer, QueryIdentity author, FindingList findings)
    {
        if (layer.TryGetExplore(mention.Text, out var explore) && layer.IsVisible(explore, author)) return explore;
        var visible = layer.ExploreNames.Where(name => layer.TryGetExplore(name, out var other) && layer.IsVisible(other, author)).ToList();
        findings.Error(
            "unknown-explore", $"There is no explore {mention.Text}.", mention.Spot,
            NearestName.Hint(mention.Text, visible) ?? (visible.Count <= 12 ? $"The explores are {string.Join(", ", visible.Order(StringComparer.Ordinal))}." : null),
            mention.Text);
        return null;
    }

    private static void CheckFilters(ContractFile file, SemanticLayer layer, QueryIdentity author, FindingList findings)
    {
        foreach (var filter in file.Filters.Where(filter => !file.Contracts.Any(contract => contract.Use.Any(use => use.Filter == filter.Name))))
            findings.Warning("unused-filter", $"No contract uses the page filter {filter.Name}.", filter.Spot, "Name it under use of the contracts that it should filter, or remove it.", filter.Name);
        foreach (var argument in file.Filters.Concat(file.Contracts.SelectMany(contract => contract.Arguments)).Where(argument => argument.Explore is not null))
        {
            if (FindExplore(argument.Explore!, layer, author, findings) is not { } explore) continue;
            var fields = new FieldLookup(layer, explore, author, findings);
            fields.Find(argument.Field);
        }
    }
}
