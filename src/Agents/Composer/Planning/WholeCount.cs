using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>"How many X do we have", "… are there", "… in total": all of them are counted, whenever they came, and no range of time is guessed.</summary>
internal static class WholeCount
{
    private static readonly PhraseSet<bool> Asking = new(("how many|how much|number of|what number of|count of|count", true));

    private static readonly PhraseSet<bool> All = new(
        ("do we have|have we got|have we|do we own|do we know|do we sell|do we run|do we serve|are there|there are|are in the data|exist|in total|in all|all in all|altogether|we have|we have got|total number of", true));

    public static bool IsAsked(PromptReading reading)
    {
        if (reading.HasTrend || reading.Comparison is not null) return false;
        var text = reading.Text;
        return Enumerable.Range(0, text.Count).Any(at => Asking.TryMatch(text, at, out var next, out _) && Enumerable.Range(next, text.Count - next).Any(after => All.TryMatch(text, after, out _, out _)));
    }

    /// <summary>Whether nothing but things is counted that no explore begins with, such as authors of the books that were lent: they are there whenever their book was lent.</summary>
    public static bool AreThings(IReadOnlyList<ResolvedWish> wishes, CatalogBook book, PromptReading reading)
        => wishes.Count > 0 && !reading.HasTrend && reading.Comparison is null
            && wishes.All(wish => wish.Time is null && wish.Metrics.All(metric => CountsElsewhere.IsOfJoined(metric, wish.Explore) && book.Explores.All(explore => explore.BaseModel != metric.Model)));

    /// <summary>The range of it, said aloud.</summary>
    public static TimeRange Say(PlanNotes notes)
    {
        notes.Assume("All there are were asked for, so the page opens with all time.");
        return TimeRange.All;
    }
}
