using Vitrine.Agents.Composer.Matching;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>"The average mark of books" where only readers give marks: the figure that was found is of something else, and that is said, for the word it was asked of leaves no trace in the app. So does "per reader" where no figure is.</summary>
internal static class FiguresOfOthers
{
    public static void Say(Understanding understanding, IReadOnlyList<ResolvedWish> wishes, PlanNotes notes)
    {
        var text = understanding.Reading.Text;
        foreach (var per in understanding.Wishes.SelectMany(wish => wish.Metrics).Where(mention => text[mention.From - 1].Is("per")))
        {
            if (understanding.Wishes.SelectMany(wish => wish.Metrics).FirstOrDefault(mention => mention.To == per.From - 1) is { } figure) notes.Assume($"No figure of the data is “{text.Between(figure.From, per.To)}”, so what it would be made of is shown instead.");
        }

        foreach (var narrow in understanding.Unnarrowed.Where(mention => understanding.Wishes.Exists(wish => wish.Metrics.Contains(mention))))
        {
            if (wishes.FirstOrDefault(wish => wish.HasOwnMetrics) is { Metrics: [var whole, ..] }) notes.Assume($"“{narrow.Text}” is a figure of its own and narrows no other, so {whole.Label} is that of all and stands beside it.");
        }

        foreach (var counted in understanding.Wishes.SelectMany(wish => wish.Dimensions.Where(wish.Counted.Contains)))
        {
            if (wishes.FirstOrDefault(one => one.Metrics.Count > 0) is { Metrics: [var shown, ..] }) notes.Assume($"Nothing in the data counts “{counted.Text}”, so {shown.Label} is shown by them instead.");
        }

        foreach (var thing in understanding.Denominators)
        {
            if (wishes.FirstOrDefault(wish => wish.Metrics.Count > 0) is { Metrics: [var whole, ..] }) notes.Assume($"No figure of the data is per {Wording.Lower(thing.Text)}, so {whole.Label} is shown as a whole.");
        }

        foreach (var thing in understanding.Adjuncts.Where(Surroundings.IsThing))
        {
            if (!understanding.Reading.Text[thing.From - 1].IsAny("of", "the", "our", "all")) continue;
            if (wishes.FirstOrDefault(wish => wish.HasOwnMetrics) is not { Metrics: [var metric, ..] } wish || thing.In(wish.Explore.Name, _ => true) is not null) continue;
            notes.Assume($"{metric.Label} is a figure of {wish.Explore.Label}, where nothing is said of “{thing.Text}”: no such figure of theirs is in the data.");
        }
    }
}
