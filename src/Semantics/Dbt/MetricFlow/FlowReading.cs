using System.Globalization;
using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Dbt.MetricFlow;

/// <summary>Reads semantic models and metrics of a manifest, in the form of dbt 1.6 to 1.11 and in that of 1.12.</summary>
internal sealed class FlowReading(FindingList findings)
{
    private readonly List<FlowModel> models = [];
    private readonly List<FlowMetric> metrics = [];

    public IReadOnlyList<FlowModel> Models => models;

    public IReadOnlyList<FlowMetric> Metrics => metrics;

    public void AddModel(string id, JsonElement element)
    {
        if (findings.Try("bad-semantic-model", id, $"The semantic model {id}", () => Model(id, new Meta(element, default))) is { } model) models.Add(model);
    }

    public void AddMetric(string id, JsonElement element)
    {
        var metric = new Meta(element, default);
        var name = findings.Try("bad-metric", id, $"The metric {id}", () => metric.Text("name") ?? throw new MetaProblemException("it has no name"));
        if (name is null) return;
        if (!metric.Has("type") || !metric.Has("type_params"))
        {
            findings.Add("unsupported-metric", name, $"The metric {name} is left out: it is one of the package dbt_metrics, which dbt gave up with 1.6.", DiagnosticSeverity.Warning, "Write it as a metric of MetricFlow, or under meta.metrics of its model.");
            return;
        }

        if (findings.Try("bad-metric", name, $"The metric {name}", () => Metric(FieldReading.Name(name), metric, element)) is { } read) metrics.Add(read);
    }

    private FlowModel Model(string id, Meta meta) => new()
    {
        Name = meta.Text("name") ?? throw new MetaProblemException("it has no name"),
        ModelId = meta.Map("depends_on").Texts("nodes").FirstOrDefault(node => node.StartsWith("model.", StringComparison.Ordinal)) ?? throw new MetaProblemException("it depends on no dbt model"),
        PrimaryEntity = meta.Text("primary_entity"),
        Time = meta.Map("defaults").Text("agg_time_dimension"),
        Entities = Parts(id, "entity", meta.Maps("entities"), entity => new FlowEntity(FieldReading.Name(Name(entity)), entity.Text("type") ?? "", Column(entity))),
        Dimensions = Parts(id, "dimension", meta.Maps("dimensions"), dimension => new FlowDimension(
            FieldReading.Name(Name(dimension)), dimension.Text("type") == "time", dimension.Text("label"), dimension.Text("description"), Column(dimension))),
        Measures = Parts(id, "measure", meta.Maps("measures"), measure => Measure(measure, Name(measure))),
    };

    private List<T> Parts<T>(string id, string what, IReadOnlyList<Meta> parts, Func<Meta, T> read)
        where T : class
        => [.. parts.Select(part => findings.Try("bad-semantic-model", id, $"A {what} of the semantic model {id}", () => read(part))).OfType<T>()];

    /// <summary>What stands for a column: SQL over its row.</summary>
    private static string Column(Meta meta)
    {
        var text = Expression(meta);
        var sql = SqlTemplate.Parse(text);
        if (sql.HasAggregate || sql.Pieces.Any(piece => piece is not TextPiece)) throw new MetaProblemException($"{text} is no expression over the columns of a row");
        return text;
    }

    private static FlowMeasure Measure(Meta meta, string name)
    {
        var parameters = meta.Map("agg_params");
        return new FlowMeasure
        {
            Name = name,
            Aggregation = meta.Text("agg") ?? throw new MetaProblemException($"the measure {name} has no agg"),
            Expression = meta.Text("expr") ?? name,
            Percentile = parameters.Number("percentile"),
            IsDiscrete = parameters.Flag("use_discrete_percentile") ?? false,
            Time = meta.Text("agg_time_dimension"),
            IsSemiAdditive = meta.Has("non_additive_dimension"),
        };
    }

    private static FlowMetric Metric(string name, Meta meta, JsonElement element)
    {
        var parameters = meta.Map("type_params");
        var cumulative = parameters.Map("cumulative_type_params");
        var own = parameters.Map("metric_aggregation_params");
        return new FlowMetric
        {
            Name = name,
            Label = meta.Text("label"),
            Description = meta.Text("description"),
            Kind = meta.Text("type")!,
            IsPrivate = parameters.Flag("is_private") ?? false,
            Source = element.Clone(),
            Filters = Filters(meta),
            Measure = Input(parameters, "measure"),
            Own = own.Text("semantic_model") is { } model ? (model, Measure(own, name) with { Expression = parameters.Text("expr") ?? name }) : null,
            Numerator = Input(parameters, "numerator"),
            Denominator = Input(parameters, "denominator"),
            Expression = parameters.Text("expr"),
            Inputs = [.. parameters.Maps("metrics").Select(Input)],
            Accumulated = Input(cumulative, "metric"),
            Window = Offset(cumulative, "window") ?? Offset(parameters, "window"),
            GrainToDate = cumulative.Text("grain_to_date") ?? parameters.Text("grain_to_date"),
            PeriodValue = cumulative.Text("period_agg"),
        };
    }

    private static FlowInput? Input(Meta owner, string key) => owner.Raw(key).ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String => new FlowInput { Name = owner.Text(key)! },
        _ => Input(owner.Map(key)),
    };

    private static FlowInput Input(Meta meta) => new()
    {
        Name = Name(meta),
        Alias = meta.Text("alias"),
        Filters = Filters(meta),
        Offset = Offset(meta, "offset_window"),
        OffsetToGrain = meta.Text("offset_to_grain"),
        FillNulls = meta.Has("fill_nulls_with") ? Number(meta) : null,
        JoinsSpine = meta.Flag("join_to_timespine") ?? false,
    };

    private static string Number(Meta meta) => meta.Number("fill_nulls_with")!.Value.ToString(CultureInfo.InvariantCulture);

    private static string Name(Meta meta) => meta.Text("name") ?? throw new MetaProblemException("a part of it has no name");

    private static string Expression(Meta meta) => meta.Text("expr") is { Length: > 0 } own ? own : Name(meta);

    /// <summary>dbt 1.6 has one filter, later ones a list; text and a map are both written.</summary>
    private static IReadOnlyList<string> Filters(Meta meta)
    {
        var raw = meta.Raw("filter");
        if (raw.ValueKind == JsonValueKind.Undefined) return [];
        if (raw.ValueKind is JsonValueKind.String or JsonValueKind.Array) return meta.Texts("filter");
        var map = meta.Map("filter");
        return map.Has("where_filters")
            ? [.. map.Maps("where_filters").Select(filter => filter.Text("where_sql_template")).OfType<string>()]
            : map.Texts("where_sql_template");
    }

    private static TimeOffset? Offset(Meta owner, string key)
    {
        if (!owner.Has(key)) return null;
        var map = owner.Map(key);
        var count = map.Number("count") ?? throw new MetaProblemException($"{key} has no count");
        if (count is < 1 or > 100_000 || decimal.Truncate(count) != count) throw new MetaProblemException($"{key} must count from 1 to 100000");
        return new TimeOffset((int)count, Grain(map.Text("granularity")) ?? throw new MetaProblemException($"{key} is not in days, weeks, months, quarters or years"));
    }

    /// <summary>A day or coarser; null for anything else.</summary>
    public static TimeGrain? Grain(string? word) => word?.TrimEnd('s') switch
    {
        "day" => TimeGrain.Day,
        "week" => TimeGrain.Week,
        "month" => TimeGrain.Month,
        "quarter" => TimeGrain.Quarter,
        "year" => TimeGrain.Year,
        _ => null,
    };
}
