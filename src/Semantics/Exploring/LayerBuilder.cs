using System.Collections.Concurrent;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Exploring;

/// <summary>Puts dbt models together as a layer whose explores are made when they are first asked for.</summary>
internal sealed class LayerBuilder
{
    private readonly Dictionary<string, DbtModel> models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DbtModel Model, DbtExplore? Extra)> sources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<(Explore? Explore, FindingList Findings)>> explores = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Explore?>> hiddenBases = new(StringComparer.Ordinal);
    private readonly FindingList findings;
    private readonly string adapter;
    private readonly SemanticOptions options;

    private LayerBuilder(string adapter, SemanticOptions options, FindingList findings)
    {
        this.options = options;
        this.adapter = adapter;
        this.findings = findings;
    }

    public static SemanticLayer Build(IReadOnlyList<DbtModel> read, string adapter, string hash, SemanticOptions options, FindingList findings)
    {
        var builder = new LayerBuilder(adapter, options, findings);
        // When dbt compiled some models, the others were not meant.
        var compiled = read.Any(model => model.IsCompiled);
        foreach (var model in read.Where(model => model.IsCompiled || !compiled)) builder.Add(model);
        var diagnostics = new Lazy<IReadOnlyList<Diagnostic>>(builder.Diagnose);
        return new SemanticLayer(builder.Find, () => diagnostics.Value)
        {
            Adapter = adapter,
            Hash = hash,
            ExploreNames = [.. builder.sources.Keys],
            Options = options,
            FindBase = builder.FindBase,
            Declared = builder.Declared,
        };
    }

    private void Add(DbtModel model)
    {
        if (!models.TryAdd(model.Name, model))
        {
            findings.Add("duplicate-model", model.Name, $"Two dbt models are called {model.Name}; only {models[model.Name].Id} is there.", hint: "Models of several packages or versions need names of their own.");
            return;
        }

        // A hidden model is joined, but nobody starts from it.
        if (!model.Hidden) AddSource(model.Name, model, null);
        foreach (var extra in model.Explores) AddSource(extra.Name, model, extra);
    }

    private void AddSource(string name, DbtModel model, DbtExplore? extra)
    {
        if (!sources.TryAdd(name, (model, extra))) findings.Add("duplicate-explore", name, $"There are two explores {name}; only the one of {sources[name].Model.Name} is there.");
    }

    /// <summary>The explore over a dbt model itself, of one that is not offered too.</summary>
    private Explore? FindBase(string model)
    {
        if (sources.TryGetValue(model, out var source) && source.Extra is null) return Find(model);
        return models.TryGetValue(model, out var hidden) ? hiddenBases.GetOrAdd(model, _ => new Lazy<Explore?>(() => Make(hidden, null).Item1)).Value : null;
    }

    /// <summary>The fields of each model in its own explore, those of a model that is only joined in the first explore that joins it, and those that further explores add.</summary>
    private IEnumerable<(string Explore, Field Field)> Declared()
    {
        var joined = new HashSet<(string, string)>();
        foreach (var (name, (model, extra)) in sources)
        {
            var own = extra is null ? model.Dimensions.Cast<Field>().Concat(model.Metrics) : extra.Dimensions;
            foreach (var field in own.Where(field => !field.Hidden)) yield return (name, field);
            foreach (var join in (extra?.Joins ?? model.Joins).Where(join => !join.Hidden))
            {
                if (!models.TryGetValue(join.Model, out var other) || (!other.Hidden && join.Table == join.Model) || !joined.Add((join.Table, join.Model))) continue;
                var only = FieldSet.Expand(join.Fields, other);
                foreach (var field in other.Dimensions.Cast<Field>().Concat(other.Metrics).Where(field => !field.Hidden && (only is null || only.Contains(field.Reference.Name))))
                    yield return (name, field with { Reference = field.Reference with { Table = join.Table }, TableLabel = join.Label ?? other.Label });
            }
        }
    }

    private Explore? Find(string name)
        => sources.TryGetValue(name, out var source)
            ? explores.GetOrAdd(name, _ => new Lazy<(Explore?, FindingList)>(() => Make(source.Model, source.Extra))).Value.Explore
            : null;

    private (Explore?, FindingList) Make(DbtModel model, DbtExplore? extra)
    {
        var own = new FindingList();
        return (ExploreBuilder.Build(model, extra, models.GetValueOrDefault, one => RelationOf(one, adapter), options, own), own);
    }

    private IReadOnlyList<Diagnostic> Diagnose()
    {
        foreach (var name in sources.Keys) Find(name);
        return [.. findings.Findings, .. sources.Keys.SelectMany(name => explores[name].Value.Findings.Findings)];
    }

    /// <summary>One DuckDB file is open and nothing else is attached, so the name that dbt gave the database does not matter: it is the file's, which may have been renamed.</summary>
    public static string RelationOf(DbtModel model, string adapter)
    {
        var prefix = $"\"{model.Database}\".";
        return adapter == "duckdb" && model.Database is not null && model.Relation.StartsWith(prefix, StringComparison.Ordinal) && model.Relation.Count(letter => letter == '.') == 2
            ? model.Relation[prefix.Length..]
            : model.Relation;
    }
}
