using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Which end of a list a superlative means, once the figure is known.</summary>
internal static class RankMeaning
{
    private static readonly HashSet<string> Durations = [.. "time duration day hour minute second week delivery response resolution wait waiting turnaround length age delay".Split(' ').Select(Stemmer.Stem)];

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
}
