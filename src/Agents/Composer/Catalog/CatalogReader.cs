using System.Text.Json;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Compilation;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>Makes the planner's view of a semantic layer: only what the author may see, time buckets folded, names as stems, warnings noticed.</summary>
internal static class CatalogReader
{
    /// <summary>Explores with more fields than this are read up to it; nobody names the rest in a sentence.</summary>
    private const int MostFields = 2_000;

    /// <param name="layer">The semantic layer.</param>
    /// <param name="author">Who prompts.</param>
    /// <param name="works">Whether an explore answers for a field; null where that is not asked.</param>
    public static CatalogBook Read(SemanticLayer layer, QueryIdentity author, Func<string, CatalogField, bool>? works = null)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var explores = layer.ExploreNames
            .Order(StringComparer.Ordinal)
            .Select(name => layer.TryGetExplore(name, out var explore) ? explore : null)
            .OfType<Explore>()
            .Where(explore => !explore.Hidden && layer.IsVisible(explore, author))
            .Select(explore => Read(explore, layer, author, names) is var read && works is not null ? read with { Works = field => works(read.Name, field) } : read)
            .ToList();
        return new CatalogBook(explores, names);
    }

    private static CatalogExplore Read(Explore explore, SemanticLayer layer, QueryIdentity author, HashSet<string> names)
    {
        var hidden = explore.Joins.Where(join => join.IsHidden).Select(join => join.Table).ToHashSet();
        bool IsShown(Field field) => !field.Hidden && !hidden.Contains(field.Reference.Table) && layer.IsVisible(field, author);
        var grains = explore.Dimensions
            .Where(dimension => dimension is { Interval: not null, IntervalBase: not null } && IsShown(dimension))
            .GroupBy(dimension => dimension.IntervalBase!.Value)
            .ToDictionary(group => group.Key, Grains);
        var fields = explore.Dimensions.Where(dimension => IsShown(dimension) && (dimension.Interval is null || !IsGrain(dimension.Interval.Value)))
            .Cast<Field>().Concat(explore.Metrics.Where(IsShown))
            .Take(MostFields)
            .Select((field, index) => Read(field, index, explore, grains, names))
            .ToList();
        names.UnionWith(explore.Synonyms.Prepend(explore.Label));
        return new CatalogExplore
        {
            Name = explore.Name,
            Label = explore.Label,
            Description = explore.Description,
            BaseModel = explore.BaseTable,
            Fields = FieldNaming.WithNamesOfThings(fields),
            ModelCount = fields.Select(field => field.Model).Distinct().Count(),
            IsWarnedOf = EnglishWords.Warning(explore.Description) is not null || EnglishWords.Warning(explore.Label) is not null || explore.Tags.Any(EnglishWords.IsWarningTag),
            MainTime = TimeChoice.Of(explore, fields),
            KeyOf = model => explore.KeyOf(model) is { Count: > 0 } key && key.Select(one => fields.Find(field => field.Name == one.ToString() && !field.IsMetric)).OfType<CatalogField>().ToList() is var seen && seen.Count == key.Count ? seen : [],
            HasKey = model => explore.KeyOf(model).Count > 0,
            AddsUp = (metric, dimension) => FieldReference.TryParse(metric.Name, out var figure) && FieldReference.TryParse(dimension.Name, out var by) && Additivity.AddsUp(explore, figure, [by]),
            Names = [.. explore.Synonyms.Prepend(explore.Label).Select(name => new FieldName(NameWords.ModelStems(name), 1))],
            Required = [.. explore.RequiredFilters.Select(Read)],
            Context = new HashSet<string>(NameWords.Stems(string.Join(' ', [explore.Description ?? "", .. explore.AiHints]))),
        };
    }

    private static CatalogField Read(Field field, int index, Explore explore, Dictionary<FieldReference, IReadOnlyDictionary<TimeUnit, string>> grains, HashSet<string> names)
    {
        names.UnionWith(field.Synonyms.Prepend(field.Label));
        return FieldOf(field, explore.BaseTable, grains.TryGetValue(field.Reference, out var found) ? found : new Dictionary<TimeUnit, string>(), Measured(field, explore), ShareOf(field, explore)) with { Index = index };
    }

    private static string? Measured(Field field, Explore explore)
        => field is Metric { DimensionReference: { } reference } && explore.TryGetField(reference, out var dimension) && dimension.Type == FieldType.Number ? dimension.Label : null;

    private static string? ShareOf(Field field, Explore explore)
        => field is Metric { Kind: MetricType.Average, DimensionReference: { } reference } && explore.TryGetField(reference, out var dimension) && dimension.Type == FieldType.Boolean ? dimension.Label : null;

    /// <summary>One field as the planner sees it.</summary>
    public static CatalogField FieldOf(Field field, string baseModel, IReadOnlyDictionary<TimeUnit, string> grains, string? measured = null, string? shareOf = null)
    {
        var metric = field as Metric;
        return new CatalogField
        {
            Name = field.Reference.ToString(),
            Model = field.Reference.Table,
            Label = field.Label,
            ModelLabel = field.TableLabel,
            Description = field.Description,
            Type = field.Type,
            Metric = metric?.Kind,
            IsWarnedOf = IsWarnedOf(field),
            Unit = field.Format?.Unit,
            IsIdentifier = field.Format?.Format == "id" || NameWords.EndsLikeIdentifier(field),
            IsOrdinal = field is Dimension { Interval: not null },
            IsNamedDay = field is Dimension { Interval: TimeInterval.DayOfWeekName or TimeInterval.DayOfWeekIndex },
            Grains = grains,
            NarrowedBy = new HashSet<string>(metric?.Filters.Select(filter => filter.Field.ToString()) ?? []),
            Names = FieldNaming.Of(field, baseModel, measured, shareOf),
            Told = new HashSet<string>(NameWords.Stems(field.Description ?? "")),
            Context = new HashSet<string>(NameWords.Stems(string.Join(' ', [field.Description ?? "", .. field.AiHints, .. field.Groups]))),
        };
    }

    private static PlanCondition Read(ExploreFilter filter) => new()
    {
        Field = filter.Field.ToString(),
        Label = filter.Field.Name,
        Operator = JsonNamingPolicy.CamelCase.ConvertName(filter.Rule.Operator.ToString()),
        Values = [.. filter.Rule.Values.OfType<string>()],
        Unit = filter.Rule.Unit is { } unit ? JsonNamingPolicy.CamelCase.ConvertName(unit.ToString()) : null,
        Completed = filter.Rule.Completed,
    };

    private static bool IsWarnedOf(Field field)
        => field.Tags.Any(EnglishWords.IsWarningTag)
            || EnglishWords.Warning(field.Description) is not null
            || EnglishWords.Warning(field.Label) is not null
            || field.AiHints.Any(hint => EnglishWords.Warning(hint) is not null)
            || field.Groups.Any(group => EnglishWords.Warning(group) is not null);

    private static IReadOnlyDictionary<TimeUnit, string> Grains(IEnumerable<Dimension> cuts)
    {
        var grains = new Dictionary<TimeUnit, string>();
        foreach (var cut in cuts)
        {
            if (UnitOf(cut.Interval!.Value) is { } unit) grains.TryAdd(unit, cut.Reference.ToString());
        }

        return grains;
    }

    private static bool IsGrain(TimeInterval interval)
        => interval is TimeInterval.Raw or TimeInterval.Minute or TimeInterval.Second or TimeInterval.Millisecond || UnitOf(interval) is not null;

    private static TimeUnit? UnitOf(TimeInterval interval) => interval switch
    {
        TimeInterval.Hour => TimeUnit.Hour,
        TimeInterval.Day => TimeUnit.Day,
        TimeInterval.Week => TimeUnit.Week,
        TimeInterval.Month => TimeUnit.Month,
        TimeInterval.Quarter => TimeUnit.Quarter,
        TimeInterval.Year => TimeUnit.Year,
        _ => null,
    };
}
