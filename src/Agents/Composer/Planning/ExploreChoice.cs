using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Chooses explores: best one that answers every wish; where none does, each wish gets its own.</summary>
internal sealed class ExploreChoice(CatalogBook book, Understanding understanding, IReadOnlyDictionary<string, double> topics)
{
    /// <summary>How much worse than by its own best explore a wish may be answered so that the app has one only.</summary>
    private const double WorthOfUnity = 0.03;

    private readonly bool needsTime = understanding.Reading.Range is not null || understanding.Reading.Comparison is not null;

    /// <summary>The explore of each wish; null where no explore knows any of its words.</summary>
    public IReadOnlyList<CatalogExplore?> Choose()
    {
        var wishes = understanding.Wishes;
        var inherited = wishes.FirstOrDefault(wish => wish.Metrics.Count > 0)?.Metrics ?? [];
        var scores = book.Explores.ToDictionary(explore => explore.Name, explore => wishes.ConvertAll(wish => Score(explore, wish, wish.Metrics.Count > 0 ? wish.Metrics : inherited)));
        if (scores.Count == 0) return [.. wishes.Select(_ => (CatalogExplore?)null)];
        var unity = book.Explores.OrderByDescending(explore => scores[explore.Name].Sum()).ThenBy(explore => explore.ModelCount).First();
        return [.. wishes.Select((wish, at) =>
        {
            var best = book.Explores.OrderByDescending(explore => scores[explore.Name][at] + (explore == unity ? 0.01 : 0)).First();
            var chosen = scores[unity.Name][at] >= scores[best.Name][at] - WorthOfUnity ? unity : best;
            return wish.Metrics.Count + wish.Dimensions.Count > 0 && Coverage(chosen, wish) <= 0 ? null : chosen;
        })];
    }

    private double Score(CatalogExplore explore, Wish wish, IReadOnlyList<Mention> metrics)
    {
        var score = 0.0;
        foreach (var mention in metrics) score += Best(explore, mention, isMetric: true, wish.Counted.Contains(mention));
        foreach (var mention in wish.Dimensions) score += 0.95 * Best(explore, mention, isMetric: false, counted: false);
        foreach (var filter in understanding.Filters.Where(filter => filter.Field is not null && !metrics.Contains(filter.Field) && !wish.Dimensions.Contains(filter.Field)))
            score += 0.3 * (filter.Field!.In(explore.Name, _ => true)?.Score ?? 0);
        if (topics.TryGetValue(explore.Name, out var topic)) score += 0.25 * topic;
        if (explore.MainTime is null && (needsTime || wish.HasTrend)) score -= 0.6;
        if (explore.IsWarnedOf) score -= 0.5;
        if (!explore.Metrics.Any()) score -= 0.8;
        return score - (0.012 * explore.ModelCount);
    }

    private static double Best(CatalogExplore explore, Mention mention, bool isMetric, bool counted)
    {
        var best = 0.0;
        foreach (var candidate in mention.Candidates)
        {
            if (candidate.Explore.Name != explore.Name || candidate.Field.IsMetric != isMetric) continue;
            best = Math.Max(best, Weigh(candidate, explore, counted));
        }

        return best;
    }

    /// <summary>A metric is best asked where its own rows are; a count is meant where something is counted.</summary>
    public static double Weigh(Candidate candidate, CatalogExplore explore, bool counted)
        => candidate.Score + (candidate.Field.Model == explore.BaseModel ? candidate.Field.IsMetric ? 0.12 : 0.03 : 0) + (counted ? candidate.Field.IsCount ? 0.15 : -0.3 : 0);

    private static double Coverage(CatalogExplore explore, Wish wish)
        => wish.Metrics.Sum(mention => Best(explore, mention, isMetric: true, counted: false)) + wish.Dimensions.Sum(mention => Best(explore, mention, isMetric: false, counted: false));
}
