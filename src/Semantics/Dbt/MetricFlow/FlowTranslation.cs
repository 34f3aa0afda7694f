using Vitrine.Primitives;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt.MetricFlow;

/// <summary>
/// Adds MetricFlow's semantic models and metrics to dbt models: entities become joins with their relationship and primary key, dimensions dimensions, metrics metrics. A metric that cannot be
/// computed is left out and named with the reason.
/// </summary>
internal sealed class FlowTranslation
{
    private const int DeepestChain = 50;

    private readonly Dictionary<string, FlowMetric> metrics = new(StringComparer.Ordinal);
    private readonly List<(FlowModel Flow, ModelDraft Draft)> models = [];
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);
    private readonly HashSet<FlowMetric> open = [];
    private readonly HashSet<string> leftOut = new(StringComparer.Ordinal);
    private readonly FindingList findings;
    private readonly (SqlTemplate Relation, string Column)? spine;

    private FlowTranslation(FindingList findings, (SqlTemplate Relation, string Column)? spine) => (this.findings, this.spine) = (findings, spine);

    /// <summary>The models with what MetricFlow says of them.</summary>
    /// <param name="read">The dbt models.</param>
    /// <param name="flow">What was read of MetricFlow.</param>
    /// <param name="catalog">Types of columns that nobody documented.</param>
    /// <param name="intervals">What times are cut to.</param>
    /// <param name="spine">The relation with a row for each day, and its column.</param>
    /// <param name="findings">What is left out.</param>
    public static IReadOnlyList<DbtModel> Apply(IReadOnlyList<DbtModel> read, FlowReading flow, CatalogTypes catalog, IntervalReading intervals, (SqlTemplate Relation, string Column)? spine, FindingList findings)
    {
        if (flow.Models.Count == 0 && flow.Metrics.Count == 0) return read;
        var translation = new FlowTranslation(findings, spine);
        translation.Run(read, flow, catalog, intervals);
        var finished = translation.models.Select(one => one.Draft).Distinct().ToDictionary(draft => draft.Model.Id, draft => draft.Finish(), StringComparer.Ordinal);
        return [.. read.Select(model => finished.GetValueOrDefault(model.Id, model))];
    }

    private void Run(IReadOnlyList<DbtModel> read, FlowReading flow, CatalogTypes catalog, IntervalReading intervals)
    {
        foreach (var metric in flow.Metrics)
        {
            if (!metrics.TryAdd(metric.Name, metric)) findings.Add("duplicate-metric", metric.Name, $"Two metrics of MetricFlow are called {metric.Name}; only the first is there.");
        }

        Open(read, flow, catalog, intervals);
        var homes = new Dictionary<FlowMetric, ModelDraft>();
        foreach (var metric in metrics.Values)
        {
            if (Try(metric, () => HomeOf(metric)) is { } home) homes[metric] = home;
        }

        // Room for all of them first: references are made to names that stand.
        foreach (var (metric, home) in homes) MakeRoom(metric, home);
        var joins = new EntityJoins(models);
        var filter = new FlowFilter(joins, draft => TimeOf(draft, null), Declared);
        var made = new MetricMaking(this, filter, spine);
        joins.Add();
        foreach (var (flowModel, draft) in models)
        {
            foreach (var dimension in flowModel.Dimensions) findings.Try("bad-dimension", $"{draft.Name}.{dimension.Name}", $"The dimension {draft.Name}.{dimension.Name}", () => { draft.Declare(dimension); return dimension; });
            if (TimeOf(draft, null) is { } time) draft.Time ??= new DefaultTime(new FieldReference(draft.Name, time), TimeInterval.Day);
        }

        // Those that others take in first.
        foreach (var (metric, home) in homes.Where(entry => !leftOut.Contains(entry.Key.Name)).OrderBy(entry => entry.Key.Kind == "simple" ? 0 : 1).ToList())
        {
            if (Try(metric, () => made.Public(metric, home)) is null) leftOut.Add(metric.Name);
        }
    }

    public FlowMetric Metric(string name, FlowMetric user)
        => metrics.TryGetValue(name, out var found) ? found : throw new MetaProblemException($"{user.Name} takes in the metric {name}, which does not exist");

    public bool IsLeftOut(FlowMetric metric) => leftOut.Contains(metric.Name);

    /// <summary>The model whose rows a metric counts; of several, that of its first input.</summary>
    public ModelDraft HomeOf(FlowMetric metric)
    {
        if (!open.Add(metric)) throw new MetaProblemException($"{metric.Name} refers to itself");
        if (open.Count > DeepestChain) throw new MetaProblemException($"{metric.Name} takes in a metric that takes in another and so on, more than {DeepestChain} times");
        try
        {
            return metric.Kind switch
            {
                "simple" => DraftOf(MeasureOf(metric).Flow, metric),
                "cumulative" => metric.Accumulated is { } input ? HomeOf(Metric(input.Name, metric)) : DraftOf(MeasureOf(metric).Flow, metric),
                "ratio" => HomeOf(Metric((metric.Numerator ?? throw new MetaProblemException("it has no numerator")).Name, metric)),
                "derived" => HomeOf(Metric((metric.Inputs.Count > 0 ? metric.Inputs[0] : throw new MetaProblemException("it has no metrics")).Name, metric)),
                "conversion" => throw new MetaProblemException("conversion metrics are not computed; build the conversions as a dbt model, and count its rows"),
                var other => throw new MetaProblemException($"there is no metric type {other}"),
            };
        }
        finally
        {
            open.Remove(metric);
        }
    }

    /// <summary>What a metric aggregates, and the semantic model of it.</summary>
    public (FlowModel Flow, FlowMeasure Measure) MeasureOf(FlowMetric metric)
    {
        if (metric.Own is { } own)
            return (models.FirstOrDefault(one => one.Flow.Name == own.Model).Flow ?? throw Absent(own.Model), own.Measure);
        var name = metric.Measure?.Name ?? throw new MetaProblemException("it names no measure");
        foreach (var (flow, _) in models)
        {
            if (flow.Measures.FirstOrDefault(measure => measure.Name == name) is { } found) return (flow, found);
        }

        throw new MetaProblemException($"there is no measure {name} in the semantic models that are read");
    }

    public ModelDraft DraftOf(FlowModel flow, FlowMetric metric)
        => models.FirstOrDefault(one => one.Flow == flow).Draft ?? throw new MetaProblemException($"{metric.Name} stands on no dbt model");

    /// <summary>The dimension of a model that its metrics are shown over: the one that is named, or the model's own.</summary>
    public string? TimeOf(ModelDraft draft, string? named)
    {
        var name = named ?? models.Where(one => one.Draft == draft).Select(one => one.Flow.Time).FirstOrDefault(time => time is not null);
        return name is null || Declared(draft, name) is not { } declared ? null : draft.DimensionOf(declared.Expression);
    }

    private FlowDimension? Declared(ModelDraft draft, string name)
        => models.Where(one => one.Draft == draft).SelectMany(one => one.Flow.Dimensions).FirstOrDefault(dimension => dimension.Name == name);

    private MetaProblemException Absent(string model)
        => new(missing.Contains(model) ? $"the dbt model of the semantic model {model} is left out or ephemeral" : $"there is no semantic model {model}");

    private void Open(IReadOnlyList<DbtModel> read, FlowReading flow, CatalogTypes catalog, IntervalReading intervals)
    {
        var byId = read.DistinctBy(model => model.Id).ToDictionary(model => model.Id, StringComparer.Ordinal);
        var drafts = new Dictionary<string, ModelDraft>(StringComparer.Ordinal);
        foreach (var model in flow.Models)
        {
            if (!byId.TryGetValue(model.ModelId, out var dbt))
            {
                missing.Add(model.Name);
                findings.Add("bad-semantic-model", model.Name, $"The semantic model {model.Name} is left out: its dbt model {model.ModelId} is left out, ephemeral or not there.", DiagnosticSeverity.Warning, "Materialize the dbt model as a table or view.");
                continue;
            }

            if (!drafts.TryGetValue(dbt.Id, out var draft)) drafts[dbt.Id] = draft = new ModelDraft(dbt, catalog, intervals);
            models.Add((model, draft));
        }
    }

    private void MakeRoom(FlowMetric metric, ModelDraft home)
    {
        // What stands in meta wins, without a word: its author wrote it for this.
        if (home.HasMetric(metric.Name)) leftOut.Add(metric.Name);
        else if (!home.MakeRoom(metric.Name))
        {
            leftOut.Add(metric.Name);
            findings.Add("duplicate-field", $"{home.Name}.{metric.Name}", $"The metric {metric.Name} is left out: {home.Name} has a dimension of that name.", hint: "Give one of them another name.");
        }
    }

    private T? Try<T>(FlowMetric metric, Func<T> read)
        where T : class
        => findings.Try("unsupported-metric", metric.Name, $"The metric {metric.Name}", read);
}
