using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Values;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Chooses explores: best one that answers every wish; where none does, each wish gets its own.</summary>
internal sealed class ExploreChoice(CatalogBook book, Understanding understanding, IReadOnlyDictionary<string, double> topics)
{
    /// <summary>How much worse than by its own best explore a wish may be answered so that the app has one only.</summary>
    private const double WorthOfUnity = 0.3;

    private readonly bool needsTime = understanding.Reading.Range is not null || understanding.Reading.Comparison is not null;

    /// <summary>An explore that is worse by more than this is not looked into for values.</summary>
    private const double NearEnough = 0.4;

    private const int MostLookedInto = 4;

    /// <summary>A figure that an explore does not have costs so much beside its worth.</summary>
    private const double CostOfMissing = 0.3;

    /// <summary>Having a value that the prompt names is worth so much.</summary>
    private const double WorthOfValue = 0.35;

    /// <summary>Having all that a wish names, word for word, is worth so much: more than a figure of the explore's own rows that is called nearly so.</summary>
    private const double WorthOfExact = 0.25;

    /// <summary>What says a name word for word scores so much.</summary>
    private const double Exact = 0.97;

    /// <summary>Of figures of one name, where nothing is named to cut them by, the one with most to cut it by is meant: each model that it can be cut by is worth so much, up to <see cref="MostJoins"/> of them.</summary>
    private const double WorthOfJoin = 0.02;

    private const int MostJoins = 5;

    /// <summary>Having rows of the last year is worth so much among figures of one name.</summary>
    private const double WorthOfFresh = 0.1;

    /// <summary>Having most of the things that are counted is worth so much.</summary>
    private const double WorthOfWhole = 0.1;

    /// <summary>Where a ranking names no figure: money that adds up, of the explore's own rows, is worth so much.</summary>
    private const double WorthOfMoney = 0.5;

    /// <summary>Each figure of an explore's own rows is worth so much where nothing is named.</summary>
    private const double WorthOfFigure = 0.03;

    /// <summary>The same where nothing is ranked and what is wanted is only said by its breakdown.</summary>
    private const double WorthOfMoneyBeside = 0.1;

    /// <summary>The explore of each wish; null where no explore knows any of its words.</summary>
    public async Task<IReadOnlyList<CatalogExplore?>> ChooseAsync(ValueFinder values, FigureQuestions figures, CancellationToken cancellationToken)
    {
        var wishes = understanding.Wishes;
        var named = understanding.Filters.Where(filter => filter.Words.Count > 0 && filter.Known is null).ToList();
        var bonus = new Dictionary<string, double>(StringComparer.Ordinal);
        if (named.Count > 0 && book.Explores.Count > 1)
        {
            var metrics = wishes.FirstOrDefault(wish => wish.Metrics.Count > 0)?.Metrics ?? [];
            var scored = book.Explores
                .Select(explore => (Explore: explore, Score: wishes.Count == 0 ? topics.GetValueOrDefault(explore.Name) : wishes.Sum(wish => Score(explore, wish, wish.Metrics.Count > 0 ? wish.Metrics : metrics))))
                .OrderByDescending(one => one.Score).ToList();
            var close = scored.Where(one => one.Score >= scored[0].Score - NearEnough).Take(MostLookedInto).ToList();
            foreach (var (explore, _) in close.Count > 1 ? close : [])
            {
                foreach (var filter in named)
                {
                    if (await values.FindAsync(explore, filter.Words, null, filter.IsSure, cancellationToken) is { } found) bonus[explore.Name] = bonus.GetValueOrDefault(explore.Name) + (WorthOfValue * found.Score);
                }
            }
        }

        await PreferFreshAsync(figures, bonus, cancellationToken);
        await PreferWholeAsync(figures, bonus, cancellationToken);
        return Choose(bonus);
    }

    /// <summary>Of figures of one name one that still has rows is meant rather than one that has none any more.</summary>
    private async Task PreferFreshAsync(FigureQuestions figures, Dictionary<string, double> bonus, CancellationToken cancellationToken)
    {
        var recent = understanding.Reading.Today.AddYears(-1);
        foreach (var mention in understanding.Wishes.Where(wish => wish.Dimensions.Count == 0).SelectMany(wish => wish.Metrics).Where(Homonyms.Has))
        {
            foreach (var home in Homonyms.HomesOf(mention))
            {
                if (home.Explore.MainTime is not { } time || !home.Explore.Works(home.Field)) continue;
                if (await figures.MonthsAsync(home.Explore, time, home.Field, [], cancellationToken) is { Count: > 0 } months && months[^1].Month >= recent) bonus[home.Explore.Name] = bonus.GetValueOrDefault(home.Explore.Name) + WorthOfFresh;
            }
        }
    }

    /// <summary>Things that no explore begins with are counted where most of them stand.</summary>
    private async Task PreferWholeAsync(FigureQuestions figures, Dictionary<string, double> bonus, CancellationToken cancellationToken)
    {
        foreach (var mention in understanding.Wishes.SelectMany(wish => wish.Metrics))
        {
            var counts = new List<(CatalogExplore Explore, decimal Count)>();
            foreach (var home in CountsElsewhere.HomesOf(mention))
            {
                if (home.Explore.Works(home.Field) && await figures.AmountAsync(home.Explore, home.Field, cancellationToken) is { } count) counts.Add((home.Explore, count));
            }

            // Where as many stand in several, the one that reaches furthest.
            if (counts.Count > 1 && counts.OrderByDescending(one => one.Count).ThenByDescending(one => one.Explore.ModelCount).First().Explore.Name is { } most) bonus[most] = bonus.GetValueOrDefault(most) + WorthOfWhole;
        }
    }

    /// <summary>The same without a look into the data.</summary>
    public IReadOnlyList<CatalogExplore?> Choose() => Choose([]);

    private List<CatalogExplore?> Choose(Dictionary<string, double> bonus)
    {
        var wishes = understanding.Wishes;
        var inherited = wishes.FirstOrDefault(wish => wish.Metrics.Count > 0)?.Metrics ?? [];
        var scores = book.Explores.ToDictionary(explore => explore.Name, explore => wishes.ConvertAll(wish => bonus.GetValueOrDefault(explore.Name) + Score(explore, wish, wish.Metrics.Count > 0 ? wish.Metrics : inherited)));
        if (scores.Count == 0) return [.. wishes.Select(_ => (CatalogExplore?)null)];
        var unity = book.Explores.OrderByDescending(explore => scores[explore.Name].Sum()).ThenBy(explore => explore.ModelCount).First();
        return [.. wishes.Select((wish, at) =>
        {
            var knowing = wish.Metrics.Count + wish.Dimensions.Count == 0 ? book.Explores : [.. book.Explores.Where(explore => Coverage(explore, wish) > 0)];
            // Where the others' explore knows nothing of this wish ("one rate by category, and the top 5 reasons"), it has its own.
            if (knowing.Count == 0) return null;
            var best = knowing.OrderByDescending(explore => scores[explore.Name][at] + (explore == unity ? 0.01 : 0)).First();
            return knowing.Contains(unity) && scores[unity.Name][at] >= scores[best.Name][at] - WorthOfUnity ? unity : best;
        })];
    }

    private double Score(CatalogExplore explore, Wish wish, List<Mention> metrics)
    {
        var score = 0.0;
        foreach (var mention in metrics) score += Best(explore, mention, isMetric: true, wish.Counted.Contains(mention)) is > 0 and var best ? best : wish.Metrics.Count > 0 ? -CostOfMissing : 0;
        foreach (var mention in wish.Dimensions) score += 0.95 * Best(explore, mention, isMetric: false, counted: false);
        foreach (var filter in understanding.Filters.Where(filter => filter.Field is not null && !metrics.Contains(filter.Field) && !wish.Dimensions.Contains(filter.Field)))
            score += 0.3 * (filter.Field!.In(explore.Name, _ => true)?.Score ?? 0);
        if (topics.TryGetValue(explore.Name, out var topic)) score += 0.25 * topic;
        if (explore.MainTime is null && (needsTime || wish.HasTrend)) score -= 0.6;
        // "Best brands" without a figure goes by money where there is some.
        var isRanked = wish.Rank is not null || (wish.HasTrend && understanding.RankedTimes.Count > 0);
        if ((isRanked || wish.Dimensions.Count > 0) && metrics.Count == 0 && MetricChoice.Yardstick(explore) is { Unit: not null } yardstick && yardstick.Model == explore.BaseModel && !PlanField.Of(yardstick).LowerIsBetter) score += !isRanked ? WorthOfMoneyBeside : yardstick.IsAdditive ? WorthOfMoney : 0.2;
        // "Our best month" names nothing at all: the explore with most to tell is meant.
        if (isRanked && wish.Rank is null && metrics.Count + wish.Dimensions.Count == 0) score += WorthOfFigure * explore.Metrics.Count(metric => metric.Model == explore.BaseModel && MetricChoice.IsShowable(metric));
        if (IsExact(explore, wish, metrics)) score += WorthOfExact;
        score += WorthOfValue * understanding.Filters.Count(filter => filter.Known is { } known && explore.Find(known.Field) is not null);
        if (explore.IsWarnedOf) score -= 0.5;
        if (!explore.Metrics.Any()) score -= 0.8;
        return score + (wish.Dimensions.Count == 0 && metrics.Exists(Homonyms.Has) ? WorthOfJoin * Math.Min(explore.ModelCount, MostJoins) : -0.012 * explore.ModelCount);
    }

    /// <summary>Whether the explore has all that the wish names under these very names.</summary>
    private static bool IsExact(CatalogExplore explore, Wish wish, List<Mention> metrics)
        => metrics.Count > 0 && wish.Dimensions.Count > 0
            && metrics.TrueForAll(mention => mention.In(explore.Name, candidate => candidate.Field.IsMetric && candidate.Score >= Exact) is not null)
            && wish.Dimensions.TrueForAll(mention => mention.In(explore.Name, candidate => !candidate.Field.IsMetric && candidate.Score >= Exact) is not null);

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
        => candidate.Score + (candidate.Field.Model == explore.BaseModel ? candidate.Field.IsMetric ? 0.12 : 0.1 : 0) + (counted ? candidate.Field.IsCount ? 0.15 : candidate.Field is { Metric: MetricType.Sum, Unit: null } ? 0.1 : -0.3 : 0);

    private static double Coverage(CatalogExplore explore, Wish wish)
        => wish.Metrics.Sum(mention => Best(explore, mention, isMetric: true, counted: false)) + wish.Dimensions.Sum(mention => Best(explore, mention, isMetric: false, counted: false));
}
