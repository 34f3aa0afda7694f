using Vitrine.Agents.Composer.Matching;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>"The average mark of books" where only readers give marks: the figure that was found is of something else, and that is said, for the word it was asked of leaves no trace in the app.</summary>
internal static class FiguresOfOthers
{
    public static void Say(Understanding understanding, IReadOnlyList<ResolvedWish> wishes, PlanNotes notes)
    {
        foreach (var thing in understanding.Adjuncts.Where(Surroundings.IsThing))
        {
            if (!understanding.Reading.Text[thing.From - 1].IsAny("of", "the", "our", "all")) continue;
            if (wishes.FirstOrDefault(wish => wish.HasOwnMetrics) is not { Metrics: [var metric, ..] } wish || thing.In(wish.Explore.Name, _ => true) is not null) continue;
            notes.Assume($"{metric.Label} is a figure of {wish.Explore.Label}, where nothing is said of “{thing.Text}”: no such figure of theirs is in the data.");
        }
    }
}
