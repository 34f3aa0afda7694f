using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>
/// "Fines, visits and reader rating": a figure that the explore of the other figures does not have, or has only something like it, is a wish of its own, asked where it is.
/// </summary>
internal static class FiguresElsewhere
{
    /// <summary>What is called less nearly so is a guess, and no reason to look into another explore.</summary>
    private const double Sure = 0.8;

    /// <summary>What is called just so.</summary>
    private const double Exact = 0.97;

    /// <summary>A figure is left for one that is called just so where it is called so much less nearly so.</summary>
    private const double MuchLess = 0.1;

    /// <summary>Parts the wishes, and gives the explore of each wish that there is then.</summary>
    public static IReadOnlyList<CatalogExplore?> Part(Understanding understanding, IReadOnlyList<CatalogExplore?> explores)
    {
        var homes = new List<CatalogExplore?>();
        var wishes = new List<Wish>();
        foreach (var (wish, explore) in understanding.Wishes.Zip(explores))
        {
            wishes.Add(wish);
            homes.Add(explore);
            if (explore is null || wish.Metrics.Count < 2) continue;
            var strays = wish.Metrics.Where(mention => IsElsewhere(mention, explore)).GroupBy(mention => HomeOf([mention], wish)).Where(group => group.Key is not null && group.Key != explore).ToList();
            var left = wish.Metrics.Except(strays.SelectMany(group => group)).ToList();
            if (strays.Count == 0 || left.Count == 0) continue;
            // Those that are left need not stay where all of them nearly were.
            homes[^1] = HomeOf(left, wish) ?? explore;
            foreach (var group in strays)
            {
                wishes.Add(Beside(wish, group.Key!, [.. group]));
                homes.Add(group.Key);
                wish.Metrics.RemoveAll(group.Contains);
            }
        }

        understanding.Wishes.Clear();
        understanding.Wishes.AddRange(wishes);
        return homes;
    }

    private static bool IsElsewhere(Mention mention, CatalogExplore explore)
        => mention.In(explore.Name, IsFigure) is not { } here || (here.Score < Exact - MuchLess && mention.Candidates.Any(candidate => IsFigure(candidate) && candidate.Score >= Exact));

    /// <summary>The explore of whose own rows they are figures, with as much as there is of what the wish is cut by; null where no explore surely has them all.</summary>
    private static CatalogExplore? HomeOf(List<Mention> figures, Wish wish)
        => figures[0].Candidates.Select(candidate => candidate.Explore).Distinct()
            .Where(explore => !explore.IsWarnedOf)
            .Select(explore => (Explore: explore, Found: figures.Select(mention => mention.In(explore.Name, candidate => IsFigure(candidate) && candidate.Score >= Sure && explore.Works(candidate.Field))).ToList()))
            .Where(one => one.Found.TrueForAll(candidate => candidate is not null))
            .OrderByDescending(one => one.Found.Select((candidate, at) => ExploreChoice.Weigh(candidate!, one.Explore, wish.Counted.Contains(figures[at]))).Sum() + wish.Dimensions.Count(dimension => IsIn(one.Explore, dimension)))
            .FirstOrDefault().Explore;

    /// <summary>The same wish for other figures: what they cannot be cut by is left out, and a rank or a chart with it.</summary>
    private static Wish Beside(Wish wish, CatalogExplore home, List<Mention> figures)
    {
        var beside = new Wish { Grain = wish.Grain, HasTrend = wish.HasTrend && home.MainTime is not null };
        beside.Metrics.AddRange(figures);
        beside.Counted.UnionWith(figures.Where(wish.Counted.Contains));
        beside.Dimensions.AddRange(wish.Dimensions.Where(dimension => IsIn(home, dimension)));
        if (beside.Dimensions.Count == wish.Dimensions.Count) (beside.Rank, beside.Chart) = (wish.Rank, wish.Chart);
        return beside;
    }

    private static bool IsFigure(Candidate candidate) => candidate.Field is { IsMetric: true, IsWarnedOf: false };

    private static bool IsIn(CatalogExplore explore, Mention dimension) => dimension.In(explore.Name, candidate => !candidate.Field.IsMetric && candidate.Score >= Sure) is not null;
}
