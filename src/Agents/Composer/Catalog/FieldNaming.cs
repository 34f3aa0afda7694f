using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>The names that a field goes by: label, synonyms, technical name, and for what names or counts a model's rows the model itself.</summary>
internal static class FieldNaming
{
    private static readonly HashSet<string> NameLike = ["name", "titl", "label"];

    /// <summary>What stands in the names of persons.</summary>
    private static readonly HashSet<string> Personal = [.. "full first middle last family given".Split(' ').Select(Stemmer.Stem)];

    /// <summary>How sure a name is that a field got because its model has none that is called like its rows.</summary>
    private const double Guessed = 0.85;

    private static readonly HashSet<string> Averaged =
        [.. new[] { "rate", "score", "percent", "percentage", "ratio", "age", "days", "time", "hours", "minutes", "price", "level", "duration", "rating", "satisfaction", "occupancy", "share", "size", "value", "risk", "efficiency", "weight" }.Select(Stemmer.Stem)];

    /// <param name="field">The field.</param>
    /// <param name="baseModel">The model that the explore starts from.</param>
    /// <param name="measured">For a metric, the label of the dimension that it was declared on.</param>
    /// <param name="shareOf">For a metric that averages a yes-or-no dimension, the label of that: it is the rate of it.</param>
    public static IReadOnlyList<FieldName> Of(Field field, string baseModel, string? measured = null, string? shareOf = null)
    {
        var model = NameWords.ModelStems(field.TableLabel);
        var label = NameWords.Stems(field.Label);
        var names = new List<FieldName> { FieldName.Of(field.Label, 1.0) };
        names.AddRange(field.Synonyms.Select(synonym => FieldName.Of(synonym, 0.98)));
        names.Add(FieldName.Of(field.Reference.Name.Replace('_', ' '), 0.93));
        if (field is Metric metric && measured is not null) names.Add(FieldName.Of(measured, Measure(metric.Kind, NameWords.Stems(measured))));
        if (shareOf is not null) names.Add(FieldName.Of(shareOf + " rate", 0.86));
        if (field is Dimension { Type: FieldType.String } && IsNameOf(label, model)) names.Add(new FieldName(model, 0.92));
        if (field is Metric { Kind: MetricType.Count or MetricType.CountDistinct } && IsCountOf(label, model)) names.Add(new FieldName(model, field.Reference.Table == baseModel ? 0.95 : 0.9));
        if (field is Dimension { Interval: { } interval }) names.AddRange(CalendarNames(interval));
        return [.. names.Where(name => name.Stems.Count > 0).DistinctBy(name => string.Join(' ', name.Stems))];
    }

    /// <summary>Where no field of a model is called like its rows, the one that names them best goes by that name: "orders by customer" are told apart by something.</summary>
    public static IReadOnlyList<CatalogField> WithNamesOfThings(IReadOnlyList<CatalogField> fields)
    {
        var named = fields.ToList();
        foreach (var model in fields.GroupBy(field => field.Model))
        {
            var stems = NameWords.ModelStems(model.First().ModelLabel);
            if (model.Any(field => field is { IsMetric: false, Type: FieldType.String } && field.Names.Any(name => name.Stems.SequenceEqual(stems)))) continue;
            var best = model.Where(field => field is { IsMetric: false, IsTime: false, IsWarnedOf: false }).Select(field => (Field: field, Rank: NamingRank(field, stems))).Where(one => one.Rank > 0).OrderByDescending(one => one.Rank).ThenBy(one => one.Field.Index).Select(one => one.Field).FirstOrDefault();
            if (best is not null) named[named.IndexOf(best)] = best with { Names = [.. best.Names, new FieldName(stems, Guessed)] };
        }

        return named;
    }

    /// <summary>Whether the rows of a model go by this field. "Shelf name" of books names their shelves, however few other names they have.</summary>
    public static bool NamesRows(CatalogField field, IReadOnlyList<string> model)
        => field.Names.Any(name => name.Stems.SequenceEqual(model) && (name.Weight > Guessed || field.Names[0].Stems.All(stem => NameLike.Contains(stem) || Personal.Contains(stem) || model.Contains(stem))));

    private static int NamingRank(CatalogField field, IReadOnlyList<string> model)
    {
        var label = field.Names[0].Stems;
        if (field.Type == FieldType.String && label.Contains("full") && label.Any(NameLike.Contains)) return 5;
        if (field.Type == FieldType.String && label.Any(NameLike.Contains) && label.Any(model.Contains)) return 4;
        if (field.Type == FieldType.String && label.Any(NameLike.Contains)) return label.Contains("last") ? 3 : 2;
        return field.IsIdentifier && label.Contains("id") && label.Any(model.Contains) ? 1 : 0;
    }

    /// <summary>How likely a metric is meant by the name of what it measures: sums of amounts, means of rates and times.</summary>
    private static double Measure(MetricType kind, IReadOnlyList<string> measured)
    {
        var isAveraged = measured.Any(Averaged.Contains);
        return kind switch
        {
            MetricType.Sum or MetricType.SumDistinct => isAveraged ? 0.6 : 0.84,
            MetricType.Average or MetricType.AverageDistinct => isAveraged ? 0.84 : 0.7,
            MetricType.Median => 0.6,
            _ => 0.4,
        };
    }

    /// <summary>"Name", "Customer name" and "Customer" of the model Customers name its rows.</summary>
    private static bool IsNameOf(IReadOnlyList<string> label, IReadOnlyList<string> model)
        => label.Count > 0 && label.All(stem => NameLike.Contains(stem) || stem is "full" || model.Contains(stem)) && (label.Any(NameLike.Contains) || label.SequenceEqual(model));

    /// <summary>What people call parts of the calendar, whichever field they are cut from.</summary>
    private static IEnumerable<FieldName> CalendarNames(TimeInterval interval) => interval switch
    {
        TimeInterval.DayOfWeekName => [new(["weekday"], 0.97), new(["day", "week"], 0.97)],
        TimeInterval.DayOfWeekIndex => [new(["weekday"], 0.91), new(["day", "week"], 0.91)],
        TimeInterval.HourOfDayNum => [new(["hour", "day"], 0.97), new(["time", "day"], 0.95), new(["hour"], 0.93)],
        TimeInterval.MonthName => [new(["month", "name"], 0.95), new(["month", "year"], 0.93), new(["season"], 0.9)],
        _ => [],
    };

    private static bool IsCountOf(IReadOnlyList<string> label, IReadOnlyList<string> model)
        => label.Count > 0 && label.All(stem => model.Contains(stem) || EnglishWords.IsWeak(stem));
}
