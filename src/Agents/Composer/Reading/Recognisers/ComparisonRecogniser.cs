namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"vs last year", "compared to the previous period", "month over month". Runs before ranges, so that "vs last year" is no range.</summary>
internal sealed class ComparisonRecogniser : IRecogniser
{
    public static readonly PhraseSet<bool> Versus = new(
        ("vs|versus|against|compared to|compared with|compare to|compare with|comparing to|comparing with|comparing it to|compare it to|compare it with|compare them to|compare them with|compare that to|compare that with|compare this to|compare this with|compare those to|compare those with|compare these to|compare these with|compare everything to|compare everything with|set it against|set that against|set this against|set them against|hold it against|put it against|"
        + "relative to|in comparison to|in comparison with|with comparison to|with a comparison to|with comparison with|and compare to|than|with change vs|from", true));

    /// <summary>"the same stretch last year", "the same weeks a year earlier": whatever the stretch is called.</summary>
    private static readonly string Same = string.Join(
        '|', from what in new[] { "period", "time", "month", "quarter", "week", "day", "days", "weeks", "months", "stretch", "point", "span", "window", "timeframe", "range", "season" }
             from when in new[] { "last year", "of last year", "in last year", "a year ago", "one year ago", "a year earlier", "a year before", "the year before", "previous year", "of the previous year", "in the previous year", "prior year" }
             select $"same {what} {when}");

    private static readonly PhraseSet<Comparison> Earlier = new(
        (Same, Comparison.PreviousYear),
        ("last year|previous year|prior year|year before|year ago|a year ago|one year ago|year earlier|a year earlier|a year before|one year earlier|12 months ago|12 months earlier|twelve months ago|twelve months earlier|last years|ly|py", Comparison.PreviousYear),
        ("last period|previous period|prior period|period before|preceding period|previous month|prior month|last month|month before|previous quarter|prior quarter|last quarter|quarter before|"
        + "previous week|prior week|last week|week before|yesterday|previous one|previous|preceding one|day before|previous day|previous timeframe", Comparison.PreviousPeriod));

    private static readonly PhraseSet<(Comparison Value, TimeUnit? Grain)> Alone = new(
        (Same, (Comparison.PreviousYear, null)),
        ("year over year|year on year|yoy|y o y|yearly comparison|year over year growth|year over year change|annual growth|yoy growth", (Comparison.PreviousYear, null)),
        ("month over month|month on month|mom|mom growth", (Comparison.PreviousPeriod, TimeUnit.Month)),
        ("quarter over quarter|quarter on quarter|qoq", (Comparison.PreviousPeriod, TimeUnit.Quarter)),
        ("week over week|week on week|wow", (Comparison.PreviousPeriod, TimeUnit.Week)),
        ("period over period|pop|previous period comparison|with comparison|with a comparison|with comparisons|period comparison", (Comparison.PreviousPeriod, null)));

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        var isComparing = false;
        for (var i = 0; i < text.Count; i++)
        {
            isComparing = text[i].IsAny("compare", "comparing", "compared") || (isComparing && !text[i].IsAny(".", ";", "!", "?", "\n"));
            if (Alone.TryMatch(text, i, out var end, out var known) && !(Versus.TryMatch(text, i, out var longer, out _) && longer > end))
            {
                marks.Add(new Mark.Compare(i, end, known.Value));
                i = end - 1;
                continue;
            }

            // "compare fines with last year": what is compared stands between.
            var next = i + 1;
            if (!(isComparing && text[i].IsAny("with", "to")) && (!Versus.TryMatch(text, i, out next, out _) || text[i].Is("from"))) continue;
            var at = text[next].IsAny("the", "that", "of") ? next + 1 : next;
            if (text[at].IsAny("those", "numbers")) at++;
            if (!Earlier.TryMatch(text, at, out var stop, out var value)) continue;
            // "this week vs the previous 4 weeks" is no comparison that we can make.
            if (NumberWords.Read(text[stop]) is not null && TimeWords.Unit(text[stop + 1]) is not null) continue;
            if (text[stop].IsAny("numbers", "figures", "values", "results")) stop++;
            marks.Add(new Mark.Compare(i, stop, value));
            i = stop - 1;
        }
    }
}
