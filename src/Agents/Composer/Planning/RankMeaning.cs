using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Which end of a list a superlative means, once the figure is known.</summary>
internal static class RankMeaning
{
    private static readonly HashSet<string> Durations = [.. "time duration day hour minute second week delivery response resolution wait waiting turnaround length age delay".Split(' ').Select(Stemmer.Stem)];

    /// <summary>What some superlatives are about, whoever says them.</summary>
    private static readonly (string[] Words, HashSet<string> Stems)[] Measures =
    [
        (["slowest", "fastest", "quickest", "longest", "shortest"], Durations),
        (["expensive", "costliest", "priciest", "cheapest"], Set("cost price spend")),
        (["profitable"], Set("profit margin profitability")),
        (["oldest", "youngest"], Set("age")),
        (["heaviest", "lightest"], Set("weight")),
        (["rated"], Set("rating satisfaction score mark")),
    ];

    /// <summary>The figure that a superlative goes by where none is named: the slowest are so by a duration. Null where it may be any.</summary>
    public static CatalogField? Implied(Mark.Rank rank, PromptReading reading, CatalogExplore explore)
    {
        var stems = Measures.FirstOrDefault(measure => Enumerable.Range(rank.From, rank.To - rank.From).Any(i => reading.Text[i].IsAny(measure.Words))).Stems;
        return stems is null ? null : explore.Metrics
            .Where(field => MetricChoice.IsShowable(field) && !field.IsCount && explore.Works(field) && field.Names.Any(name => name.Stems.Any(stems.Contains)))
            .OrderBy(field => field.Model == explore.BaseModel ? 0 : 1)
            .ThenBy(field => field.Index)
            .FirstOrDefault();
    }

    public static Mark.Rank Of(Mark.Rank rank, PlanField metric, PlanNotes notes)
    {
        var isDuration = NameWords.Stems(metric.Label).Any(Durations.Contains);
        var isOther = rank.Sense switch
        {
            RankSense.Quality => metric.LowerIsBetter,
            RankSense.Speed => !isDuration,
            _ => false,
        };
        if (!isOther) return rank;
        var turned = rank with { IsBottom = !rank.IsBottom, Sense = RankSense.Amount };
        if (rank.Sense == RankSense.Quality) notes.Assume($"Less of {Wording.Lower(metric.Label)} is better, so the {(rank.IsBottom ? "worst" : "best")} are those with the {(turned.IsBottom ? "least" : "most")} of it.");
        return turned;
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ').Select(Stemmer.Stem)];
}
