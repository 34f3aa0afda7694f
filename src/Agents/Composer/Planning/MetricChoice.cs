using Vitrine.Agents.Composer.Catalog;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Chooses metrics and dimensions as a good analyst would where the prompt leaves it open.</summary>
internal static class MetricChoice
{
    private const int MostSteps = 6;

    private static readonly string[] Categories =
        ["region", "category", "channel", "status", "segment", "type", "country", "plan", "tier", "method", "source", "market", "department", "reason", "priority", "topic", "brand", "group", "kind", "state", "industry", "level", "stage"];

    private static readonly string[] Dull = ["address", "email", "phone", "zip", "postal", "url", "street", "description", "note", "comment", "message", "uuid", "hash", "first", "last", "latitude", "longitude", "lat", "lon", "lng", "code", "payload", "json", "image", "icon", "color", "colour"];

    private static readonly HashSet<string> DullStems = [.. Dull.Select(Reading.Stemmer.Stem)];

    private static readonly HashSet<string> Earnings = [.. "revenue sales turnover".Split(' ').Select(Reading.Stemmer.Stem)];

    private static readonly HashSet<string> Deductions = [.. "discount tax fee shipping".Split(' ').Select(Reading.Stemmer.Stem)];

    /// <summary>What "best" goes by where no figure is named: money that came in, else the first headline.</summary>
    /// <param name="explore">Where.</param>
    /// <param name="ranked">What is ranked: its own count is one for each, and no yardstick.</param>
    public static CatalogField? Yardstick(CatalogExplore explore, Matching.Mention? ranked = null)
    {
        var counted = ranked?.Candidates.FirstOrDefault(candidate => candidate.Field.IsCount && candidate.Score >= 0.8)?.Field.Model;
        var headlines = Headlines(explore, 5).Where(metric => !metric.IsCount || metric.Model != counted).ToList();
        return headlines.FirstOrDefault(metric => metric is { IsAdditive: true, Unit: not null and not "%" } && !PlanField.Of(metric).LowerIsBetter) ?? (headlines.Count > 0 ? headlines[0] : null);
    }

    /// <summary>Metrics worth a headline, most telling first.</summary>
    public static IReadOnlyList<CatalogField> Headlines(CatalogExplore explore, int most)
    {
        var ranked = explore.Metrics.Where(IsShowable).OrderByDescending(field => Score(field, explore)).ThenBy(field => field.Index).ToList();
        var chosen = new List<CatalogField>();
        // One of each kind first: money, count, mean, share. Then what is left. A kind that only a joined model has is no reason to leave its own figures out.
        foreach (var field in ranked.Where(field => field.Model == explore.BaseModel))
        {
            if (chosen.Count < most && chosen.All(other => Kind(other) != Kind(field)) && explore.Works(field)) chosen.Add(field);
        }

        foreach (var field in ranked)
        {
            if (chosen.Count < most && !chosen.Contains(field) && chosen.All(other => other.Label != field.Label) && explore.Works(field)) chosen.Add(field);
        }

        return [.. chosen.OrderBy(ranked.IndexOf)];
    }

    /// <summary>A second number beside one that was asked for; null where none goes with it.</summary>
    public static CatalogField? Companion(CatalogExplore explore, CatalogField metric) => Companions(explore, metric).FirstOrDefault();

    /// <summary>Numbers that go beside one that was asked for, the likeliest first.</summary>
    public static IEnumerable<CatalogField> Companions(CatalogExplore explore, CatalogField metric)
        => explore.Metrics
            .Where(field => IsShowable(field) && field.Name != metric.Name && Kind(field) != Kind(metric) && field.Label != metric.Label)
            .OrderByDescending(field => Score(field, explore) + (field.Model == metric.Model ? 3 : 0))
            .ThenBy(field => field.Index)
            .Where(explore.Works);

    /// <summary>The plain numbers of things that the author put before a figure of the same model, and that figure: what leads to it, one after another.</summary>
    public static IReadOnlyList<CatalogField> StepsTo(CatalogExplore explore, CatalogField last)
        => [.. explore.Metrics.Where(field => field.Model == last.Model && field.Index <= last.Index && IsShowable(field) && field is { IsAdditive: true, Unit: null } && explore.Works(field)).TakeLast(MostSteps)];

    /// <summary>Dimensions worth a breakdown that can be asked for, likeliest first, each tried when it is looked at. Whether their values are few is asked of the data.</summary>
    public static IEnumerable<CatalogField> Breakdowns(CatalogExplore explore)
        => explore.Dimensions
            .Where(field => field.Type is FieldType.String or FieldType.Boolean && !field.IsIdentifier && !field.IsWarnedOf && !IsDull(field))
            .Select(field => (Field: field, Score: DimensionScore(field, explore)))
            .OrderByDescending(one => one.Score)
            .ThenBy(one => one.Field.Index)
            .Select(one => one.Field)
            .Where(explore.Works);

    public static bool IsShowable(CatalogField metric)
        => !metric.IsWarnedOf && metric.Type == FieldType.Number && metric.Metric is not (MetricType.PercentOfPrevious or MetricType.PercentOfTotal or MetricType.RunningTotal);

    private static double Score(CatalogField metric, CatalogExplore explore)
    {
        var score = metric.Metric switch
        {
            MetricType.Sum or MetricType.SumDistinct => metric.Unit is not null and not "%" ? 5.0 : 3,
            MetricType.Count or MetricType.CountDistinct => 4.2,
            MetricType.Number => metric.Unit is null ? 2.2 : 3.4,
            MetricType.Average or MetricType.AverageDistinct => 3,
            MetricType.Median or MetricType.Percentile => 1,
            _ => 0,
        };
        if (metric.Model == explore.BaseModel) score += 4;
        // The count of the explore's own rows is what it is about.
        if (metric.IsCount && metric.Names.Any(name => explore.Names.Any(own => own.Stems.SequenceEqual(name.Stems)))) score += 1.5;
        // What comes in says more than what was taken off it.
        if (metric.Names.Any(name => name.Stems.Any(Earnings.Contains))) score += 1.2;
        if (PlanField.Of(metric).LowerIsBetter || metric.Names[0].Stems.Any(Deductions.Contains)) score -= 1.5;
        if (metric.Names[0].Stems.Count > 3) score -= 0.8;
        if (metric.Label.Contains(" by ", StringComparison.OrdinalIgnoreCase)) score -= 2;
        return score - (0.03 * Math.Min(metric.Index, 60));
    }

    private static double DimensionScore(CatalogField dimension, CatalogExplore explore)
    {
        var stems = dimension.Names.SelectMany(name => name.Stems).ToList();
        var category = Array.FindIndex(Categories, word => stems.Contains(Reading.Stemmer.Stem(word)));
        var score = category >= 0 ? 6 - (category * 0.1) : 0;
        if (dimension.Model == explore.BaseModel) score += 3;
        if (dimension.Type == FieldType.Boolean) score -= 3;
        if (dimension.Names.Any(name => name.Stems.Contains("name"))) score -= 1.5;
        return score - (0.02 * Math.Min(dimension.Index, 80));
    }

    private static bool IsDull(CatalogField field) => field.Names[0].Stems.Any(DullStems.Contains) && !field.Names[0].Stems.Any(stem => stem is "discount" or "coupon");

    private static string Kind(CatalogField metric)
        => metric.IsCount ? "count" : metric.Metric is MetricType.Average or MetricType.Median or MetricType.Percentile || (metric.Metric == MetricType.Number && metric.Unit != "%") ? "mean" : metric.Unit == "%" ? "share" : "sum";
}
