using System.Text;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Dbt.MetricFlow;

/// <summary>
/// Makes metrics of MetricFlow's. What a metric takes in from another model, from another time or through a filter of its own is a hidden metric beside it; a ratio or derived metric is arithmetic
/// over such metrics of one model, so that it can be asked as any other.
/// </summary>
internal sealed class MetricMaking(FlowTranslation flow, FlowFilter filter, (SqlTemplate Relation, string Column)? spine)
{
    /// <summary>Each level of metrics with two filters each would double them.</summary>
    private const int MostCopies = 5_000;

    private readonly Dictionary<string, string> copies = new(StringComparer.Ordinal);

    /// <summary>Adds the metric to its model under its name.</summary>
    public string Public(FlowMetric metric, ModelDraft home) => metric.Kind switch
    {
        "simple" => Simple(metric, home, Taken.Nothing, metric.Name, metric.IsPrivate),
        "cumulative" => Cumulative(metric, home),
        _ => Composite(metric, home, Taken.Nothing, metric.Name, metric.IsPrivate),
    };

    /// <summary>The name on the home model of a metric as another one takes it in.</summary>
    private string TakeIn(FlowMetric metric, ModelDraft home, Taken taken, string owner, string shown)
    {
        var own = flow.HomeOf(metric);
        if (flow.IsLeftOut(metric) && !own.HasMetric(metric.Name)) throw new MetaProblemException($"it takes in {metric.Name}, which is left out");
        if (own == home && taken.IsNothing) return metric.Name;
        if (metric.Kind == "cumulative") throw new MetaProblemException($"it takes in the cumulative metric {metric.Name} of another time, model or filter, which is not computed; make a cumulative metric of what it needs");
        var key = $"{home.Name} {metric.Name} {taken}";
        if (copies.TryGetValue(key, out var known)) return known;
        if (copies.Count >= MostCopies) throw new MetaProblemException($"the metrics of this project take in others with filters and offsets of their own more than {MostCopies} times");
        var name = home.FreeName($"{owner}__{shown}");
        return copies[key] = metric.Kind == "simple" ? Simple(metric, home, taken, name, isHidden: true) : Composite(metric, home, taken, name, isHidden: true);
    }

    private string Simple(FlowMetric metric, ModelDraft home, Taken taken, string name, bool isHidden)
    {
        if (metric.Measure?.FillNulls is not { } fill) return Leaf(metric, home, taken, name, isHidden);
        var raw = Leaf(metric, home, taken, home.FreeName($"{name}__measured"), isHidden: true);
        home.Add(Shown(metric, home, name, isHidden) with { Kind = MetricType.Number, Type = FieldType.Number, Sql = SqlTemplate.Parse($"COALESCE(${{{raw}}}, {fill})") });
        return name;
    }

    private string Leaf(FlowMetric metric, ModelDraft home, Taken taken, string name, bool isHidden)
    {
        var (model, measure) = flow.MeasureOf(metric);
        var own = flow.DraftOf(model, metric);
        IReadOnlyList<string> filters = [.. metric.Filters, .. metric.Measure?.Filters ?? [], .. taken.Filters];
        if (own == home && taken.Offset is null)
        {
            home.Add(Aggregated(metric, home, measure, filters, name, isHidden));
            return name;
        }

        var counted = own.FreeName(own == home ? $"{name}__here" : name);
        if (taken.Filters.Count == 0 && metric.Measure?.FillNulls is null && own.HasMetric(metric.Name)) counted = metric.Name;
        else own.Add(Aggregated(metric, own, measure, filters, counted, isHidden: true));
        var time = flow.TimeOf(own, measure.Time);
        if (taken.Offset is not null && time is null) throw new MetaProblemException($"{own.Name} has no agg_time_dimension to be moved");
        home.Add(Shown(metric, home, name, isHidden) with
        {
            Kind = MetricType.Number,
            Access = own.Model.Access,
            Origin = new MetricOrigin
            {
                Model = own.Name,
                Metric = counted,
                HomeTime = Time(home, own == home ? time : flow.TimeOf(home, null)),
                Time = Time(own, time),
                Offset = taken.Offset,
                Spine = spine,
            },
        });
        return name;
    }

    private string Composite(FlowMetric metric, ModelDraft home, Taken taken, string name, bool isHidden)
    {
        var access = AttributeRule.Everybody;
        string Input(FlowInput input)
        {
            if (input.OffsetToGrain is not null) throw new MetaProblemException($"its input {input.Name} has offset_to_grain, which is not computed; use offset_window");
            var taking = new Taken([.. taken.Filters, .. metric.Filters, .. input.Filters], Sum(taken.Offset, input.Offset));
            var other = flow.Metric(input.Name, metric);
            access = access.And(flow.HomeOf(other) is var own && own != home ? own.Model.Access : AttributeRule.Everybody);
            return $"${{{TakeIn(other, home, taking, name, input.Shown)}}}";
        }

        string sql;
        if (metric.Kind == "ratio")
        {
            var (numerator, denominator) = (metric.Numerator!, metric.Denominator ?? throw new MetaProblemException("it has no denominator"));
            sql = $"({Input(numerator)} * 1.0) / NULLIF({Input(denominator)}, 0)";
        }
        else
        {
            if (metric.Inputs.GroupBy(input => input.Shown, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new MetaProblemException($"two of its metrics are called {twice.Key}; give one an alias");
            sql = Filled(metric.Expression ?? throw new MetaProblemException("it has no expr"), metric.Inputs.ToDictionary(input => input.Shown, Input, StringComparer.OrdinalIgnoreCase));
        }

        var template = SqlTemplate.Parse(sql);
        if (template.HasBareColumns) throw new MetaProblemException($"its expr names something that is none of its metrics: {metric.Expression}");
        if (template.HasAggregate) throw new MetaProblemException($"its expr calls an aggregate, and its metrics are aggregated already: {metric.Expression}");
        home.Add(Shown(metric, home, name, isHidden) with { Kind = MetricType.Number, Access = FieldReading.Access(MetaOf(metric)).And(access), Sql = template });
        return name;
    }

    private string Cumulative(FlowMetric metric, ModelDraft home)
    {
        if (spine is not { } days)
            throw new MetaProblemException("a cumulative metric needs a row for each day: add dbt's time spine, a model with time_spine in its properties or one called metricflow_time_spine");
        var source = metric.Accumulated is { } input ? flow.Metric(input.Name, metric) : metric;
        if (source.Kind is not "simple" && source != metric) throw new MetaProblemException($"it adds up {source.Name}, which is no simple metric; add up its inputs instead");
        var (model, measure) = flow.MeasureOf(source);
        if (flow.TimeOf(home, measure.Time) is not { } time) throw new MetaProblemException($"{home.Name} has no agg_time_dimension to add up over");
        IReadOnlyList<string> filters = [.. metric.Filters, .. source == metric ? [] : source.Filters, .. source.Measure?.Filters ?? [], .. metric.Accumulated?.Filters ?? []];
        if (metric is { Window: not null, GrainToDate: not null }) throw new MetaProblemException("it has window and grain_to_date, which exclude each other");
        var counted = home.FreeName($"{metric.Name}__counted");
        home.Add(Aggregated(source, home, measure, filters, counted, isHidden: true));
        home.Add(Shown(metric, home, metric.Name, metric.IsPrivate) with
        {
            Kind = MetricType.Number,
            Origin = new MetricOrigin
            {
                Model = home.Name,
                Metric = counted,
                HomeTime = Time(home, time),
                Time = Time(home, time),
                Cumulation = new Cumulation
                {
                    Window = metric.Window,
                    GrainToDate = metric.GrainToDate is { } word ? FlowReading.Grain(word) ?? throw new MetaProblemException($"grain_to_date {word} is not a day, week, month, quarter or year") : null,
                    PeriodValue = metric.PeriodValue switch
                    {
                        null or "first" => PeriodValue.First,
                        "last" => PeriodValue.Last,
                        "average" => PeriodValue.Average,
                        var other => throw new MetaProblemException($"there is no period_agg {other}"),
                    },
                },
                Spine = days,
            },
        });
        return metric.Name;
    }

    private Metric Aggregated(FlowMetric metric, ModelDraft home, FlowMeasure measure, IReadOnlyList<string> filters, string name, bool isHidden)
    {
        if (measure.IsSemiAdditive) throw new MetaProblemException($"the measure {measure.Name} has a non_additive_dimension, and the last value of a period is not computed; build it as a dbt model with one row for each period");
        if (measure.IsDiscrete) throw new MetaProblemException("use_discrete_percentile is not computed; leave it out for the interpolated percentile");
        var kind = measure.Aggregation is "sum_boolean" ? MetricType.Sum : MetricTypes.Parse(measure.Aggregation);
        if (!MetricTypes.IsAggregate(kind) || kind is MetricType.SumDistinct or MetricType.AverageDistinct) throw new MetaProblemException($"there is no aggregation {measure.Aggregation}");
        if (kind == MetricType.Percentile && measure.Percentile is not (>= 0 and <= 1)) throw new MetaProblemException("percentile must be between 0 and 1");
        var conditions = filters.Select(text => filter.Translate(text, home)).ToList();
        var value = Value(measure, home, conditions.Exists(condition => condition.IsForeign));
        var sql = measure.Aggregation is "sum_boolean" ? $"CASE WHEN ({value}) THEN 1 ELSE 0 END" : value;
        if (conditions.Count > 0) sql = $"CASE WHEN {string.Join(" AND ", conditions.Select(condition => $"(\n{condition.Sql}\n)"))} THEN (\n{sql}\n) END";
        return Shown(metric, home, name, isHidden) with
        {
            Kind = kind,
            Type = MetricTypes.ResultOf(kind, null),
            TakesTypeOf = kind is MetricType.Min or MetricType.Max,
            Percentile = (measure.Percentile ?? 0.5m) * 100,
            DefaultTime = Time(home, flow.TimeOf(home, measure.Time)) is { } time ? new DefaultTime(time, TimeInterval.Day) : null,
            Sql = SqlTemplate.Parse(sql),
        };
    }

    /// <summary>What is aggregated: a column by its dimension, other SQL as it stands where it is alone with its table.</summary>
    private static string Value(FlowMeasure measure, ModelDraft home, bool hasCompany)
    {
        var text = measure.Expression.Trim();
        if (text == "*") return "1";
        if (ModelDraft.IsColumn(text)) return $"${{{home.DimensionOf(text)}}}";
        return hasCompany && SqlTemplate.Parse(text).HasBareColumns ? $"${{{home.DimensionOf(text)}}}" : text;
    }

    private static Metric Shown(FlowMetric metric, ModelDraft home, string name, bool isHidden)
    {
        var meta = MetaOf(metric);
        return new Metric
        {
            Reference = new FieldReference(home.Name, name),
            Label = metric.Label ?? FriendlyName.Of(name),
            TableLabel = home.Model.Label,
            Description = ModelDraft.Text(metric.Description),
            Type = FieldType.Number,
            Kind = MetricType.Number,
            Hidden = isHidden || (meta.Flag("hidden") ?? false),
            Format = FieldReading.Format(meta),
            Groups = FieldReading.Groups(meta, default),
            GroupKeys = FieldReading.GroupKeys(meta),
            Synonyms = meta.Texts("synonyms"),
            AiHints = meta.Texts("ai_hint"),
            Tags = new Meta(metric.Source, default).Texts("tags"),
            Access = FieldReading.Access(meta),
        };
    }

    private static Meta MetaOf(FlowMetric metric) => Meta.Of(metric.Source);

    private static FieldReference? Time(ModelDraft draft, string? name) => name is null ? null : new FieldReference(draft.Name, name);

    /// <summary>The arithmetic with references in the place of names.</summary>
    private static string Filled(string expression, Dictionary<string, string> inputs)
    {
        var sql = new StringBuilder();
        foreach (var token in SqlLexer.Read(expression))
        {
            if (token.Kind == SqlTokenKind.Reference) throw new MetaProblemException($"its expr holds {token.Span}, which MetricFlow does not know");
            sql.Append(token.Kind == SqlTokenKind.Word && inputs.TryGetValue(token.Span.ToString(), out var reference) ? reference : token.Span);
        }

        return sql.ToString();
    }

    private static TimeOffset? Sum(TimeOffset? one, TimeOffset? two)
    {
        if (one is null || two is null) return one ?? two;
        return one.Grain == two.Grain ? one with { Count = one.Count + two.Count } : throw new MetaProblemException("it takes in a metric that is moved by another unit already; move both by the same unit");
    }

    /// <summary>How a metric is taken in by another.</summary>
    private sealed record Taken(IReadOnlyList<string> Filters, TimeOffset? Offset)
    {
        public static Taken Nothing { get; } = new([], null);

        public bool IsNothing => Filters.Count == 0 && Offset is null;

        public override string ToString() => $"{Offset?.Count} {Offset?.Grain} {string.Join('\n', Filters)}";
    }
}
