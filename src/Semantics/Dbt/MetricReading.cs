using Vitrine.Primitives;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads the metrics of a dbt model.</summary>
internal sealed class MetricReading(string table, string tableLabel, Meta groupDetails, IReadOnlyDictionary<string, string>? categories, CatalogEntry model, IReadOnlyList<string> underlying, FindingList findings)
{
    private readonly PresentationReading presentation = new(table, findings);

    /// <summary>Metrics that stand at a column: their SQL and who may see them are the dimension's where they do not say.</summary>
    public IEnumerable<Metric> OfColumn(DbtColumn column, IReadOnlyList<Dimension> dimensions)
    {
        var own = dimensions.Count > 0 ? dimensions[0] : null;
        return Read(() => column.Meta.Map("metrics"), own, $"{table}.{column.Name}");
    }

    /// <summary>Metrics that stand at the model.</summary>
    public IEnumerable<Metric> OfModel(Meta meta) => Read(() => meta.Map("metrics"), null, table);

    private IEnumerable<Metric> Read(Func<Meta> map, Dimension? dimension, string owner)
    {
        if (findings.Try("bad-metric", owner, $"metrics of {owner}", () => Entries(map())) is not { } entries) yield break;
        foreach (var entry in entries)
        {
            var subject = $"{table}.{entry.Name}";
            if (findings.Try("bad-metric", subject, $"The metric {subject}", () => One(FieldReading.Name(entry.Name), entry.Meta, dimension, owner)) is { } metric) yield return metric;
        }
    }

    private static List<Entry> Entries(Meta metrics) => metrics.IsEmpty ? [] : [.. metrics.Keys().Select(name => new Entry(name, metrics.Map(name)))];

    private Metric One(string name, Meta meta, Dimension? dimension, string owner)
    {
        var kind = MetricTypes.Parse(meta.Text("type") ?? throw new MetaProblemException("it has no type"));
        var sql = meta.Text("sql") is { } own ? SqlTemplate.Parse(own) : dimension?.Sql ?? throw new MetaProblemException(owner == table ? "it has no sql" : $"it is computed of {owner}, which is left out itself; mend that, or give the metric sql of its own");
        var percentile = meta.Number("percentile") ?? 50;
        if (percentile is < 0 or > 100) throw new MetaProblemException("percentile must be between 0 and 100");
        var keys = meta.Texts("distinct_keys");
        if (kind is MetricType.SumDistinct or MetricType.AverageDistinct && keys.Count == 0) throw new MetaProblemException("it needs distinct_keys");
        var filters = MetricFilters.Read(meta.Raw("filters"), table);
        if (filters.Count > 0 && !MetricTypes.IsAggregate(kind)) throw new MetaProblemException($"filters do not apply to a metric of the type {meta.Text("type")}; put them on the metrics that it uses");
        var entry = CatalogEntry.Of(meta, model);
        return new Metric
        {
            Reference = new FieldReference(table, name),
            Label = meta.Text("label") ?? FriendlyName.Of(name),
            TableLabel = tableLabel,
            Description = meta.Text("description") ?? (dimension is null ? null : $"{FriendlyName.Of(meta.Text("type")!)} of {dimension.Label}"),
            Type = MetricTypes.ResultOf(kind, dimension is not null && !meta.Has("sql") ? dimension.Type : null),
            TakesTypeOf = kind is MetricType.Min or MetricType.Max,
            Kind = kind,
            Hidden = meta.Flag("hidden") ?? false,
            Format = FieldReading.Format(meta),
            Groups = FieldReading.Groups(meta, groupDetails),
            GroupKeys = FieldReading.GroupKeys(meta),
            Synonyms = meta.Texts("synonyms"),
            AiHints = FieldReading.Hints(meta, groupDetails),
            Tags = meta.Texts("tags"),
            Access = FieldReading.Access(meta).And(dimension?.Access ?? AttributeRule.Everybody),
            Filters = filters,
            Percentile = percentile,
            DistinctKeys = [.. keys.Select(key => FieldReading.Reference(key, table))],
            DimensionReference = dimension?.Reference,
            DefaultTime = FieldReading.DefaultTime(meta, table),
            Categories = Categories(entry.Categories, $"{table}.{name}"),
            IsListed = entry.IsListed,
            Owner = entry.Owner,
            Drivers = meta.Texts("drivers"),
            Links = presentation.Links(meta, name),
            ShowUnderlyingValues = meta.Has("show_underlying_values") ? meta.Texts("show_underlying_values") : underlying,
            Sql = sql,
        };
    }

    private IReadOnlyList<string> Categories(IReadOnlyList<string> names, string subject)
    {
        foreach (var unknown in categories is null ? [] : names.Where(name => !categories.ContainsKey(name)))
            findings.Add("unknown-category", subject, $"{subject} names the category {unknown}, which {ConfigurationReading.File} does not declare.", DiagnosticSeverity.Warning, NearestName.Hint(unknown, categories!.Keys) is { Length: > 0 } hint ? hint : null);
        return [.. names.Select(name => categories?.GetValueOrDefault(name) ?? name)];
    }

    private sealed record Entry(string Name, Meta Meta);
}
