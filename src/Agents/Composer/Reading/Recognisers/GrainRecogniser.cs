namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"monthly", "by week", "per quarter", "day by day", "over time".</summary>
internal sealed class GrainRecogniser : IRecogniser
{
    public static readonly PhraseSet<TimeUnit> Adverbs = new(
        ("hourly", TimeUnit.Hour), ("daily|dayly", TimeUnit.Day), ("weekly", TimeUnit.Week), ("monthly", TimeUnit.Month),
        ("quarterly", TimeUnit.Quarter), ("yearly|annual|annually", TimeUnit.Year));

    public static readonly PhraseSet<bool> Trends = new(
        ("over time|through time|across time|trend|trends|trending|evolution|development|time series|timeline|trajectory|time course|trend line|trendline|how it developed|history", true));

    private static readonly string[] Leads = ["by", "per", "each", "every", "a", "on"];

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (marks.At(i) is not null) continue;
            if (Adverbs.TryMatch(text, i, out var next, out var adverb))
            {
                var from = text[i - 1].IsAny("a", "on") && marks.At(i - 1) is null ? i - 1 : i;
                if (from < i && text[from].Is("a") && text[from - 1].Is("on") && marks.At(from - 1) is null) from--;
                marks.Add(new Mark.Grain(from, text[next].IsAny("basis", "granularity", "grain", "level", "trend", "trends") ? next + 1 : next, adverb));
            }
            else if (TimeWords.Unit(text[i]) is { } unit)
            {
                ReadUnit(text, i, unit, marks);
            }
            else if (Trends.TryMatch(text, i, out var end, out _))
            {
                marks.Add(new Mark.Grain(i, end, null));
            }
        }
    }

    private static void ReadUnit(PromptText text, int i, TimeUnit unit, MarkList marks)
    {
        // "day of week" and "hour of day" are fields of the catalog, where it has them.
        if (text[i + 1].Is("of") && text[i + 2].IsAny("week", "the", "day", "year", "month")) return;
        if (text[i + 1].IsAny("by", "over", "on", "to", "after") && TimeWords.Unit(text[i + 2]) == unit)
        {
            marks.Add(new Mark.Grain(i, i + 3, unit));
            return;
        }

        var from = text[i - 1].IsAny("calendar", "fiscal") ? i - 1 : i;
        var before = text[from - 1];
        if (before.IsAny(Leads) && marks.At(from - 1) is null && !(before.Is("a") && !text[i].Is("day")))
        {
            var start = text[from - 2].Is("for") && before.IsAny("each", "every") && marks.At(from - 2) is null ? from - 2 : from - 1;
            var end = text[i + 1].IsAny("granularity", "grain", "level") ? i + 2 : i + 1;
            marks.Add(new Mark.Grain(start, end, unit));
        }
        else if (text[i + 1].IsAny("granularity", "grain", "level", "resolution", "buckets"))
        {
            marks.Add(new Mark.Grain(i, i + 2, unit));
        }
        else if ((before.IsAny("and", ",", "or", "to") && marks.At(i - 2) is Mark.Grain) || (before.IsAny("and", ",") && text[i + 1].Kind == WordKind.Mark))
        {
            marks.Add(new Mark.Grain(i, i + 1, unit));
        }
        else if ((before.IsAny("and", ",", "vs", "versus", "x") && i + 1 == text.Count) || (before.IsAny("and", "x") && text[i + 1].IsAny("as", "in", "for", "over", "since", "with") && Enumerable.Range(0, i).Any(at => text[at].IsAny("by", "per", "across", "each"))))
        {
            marks.Add(new Mark.Grain(i, i + 1, unit));
        }
    }
}
