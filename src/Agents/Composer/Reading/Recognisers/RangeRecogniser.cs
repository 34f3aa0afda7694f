namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"last 12 months", "this year", "Q2 2025", "since March", "between January and June", "all time".</summary>
internal sealed class RangeRecogniser : IRecogniser
{
    private static readonly string[] Leads = ["in", "over", "during", "for", "within", "from", "of", "on", "across", "through", "throughout"];

    private static readonly string[] BackWords = ["last", "past", "previous", "prior", "trailing", "rolling", "latest", "recent", "preceding"];

    private static readonly PhraseSet<TimeRange> Fixed = new(
        ("today", TimeRange.Current(TimeUnit.Day)),
        ("yesterday", TimeRange.Previous(TimeUnit.Day)),
        ("year to date|ytd|so far this year|this year so far", TimeRange.Current(TimeUnit.Year)),
        ("quarter to date|qtd|so far this quarter", TimeRange.Current(TimeUnit.Quarter)),
        ("month to date|mtd|so far this month|this month so far", TimeRange.Current(TimeUnit.Month)),
        ("week to date|wtd", TimeRange.Current(TimeUnit.Week)),
        ("ttm|ltm", TimeRange.Last(12, TimeUnit.Month)),
        ("half a year|half year", TimeRange.Last(6, TimeUnit.Month)),
        ("all time|ever|since the beginning|since inception|entire history|whole history|full history|all history|all years|all dates|lifetime|from the beginning|any time", TimeRange.All));

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (marks.At(i) is not null || Read(text, i, today) is not { } found) continue;
            if (!marks.Add(new Mark.Range(i, found.Next, found.Range))) continue;
            ReadOther(text, found.Next, found.Range, marks, today);
            i = found.Next - 1;
        }
    }

    private static (TimeRange Range, int Next)? Read(PromptText text, int index, DateOnly today)
    {
        var lead = text[index].Text;
        var hasLead = text[index].IsAny(Leads);
        var at = hasLead ? index + 1 : index;
        var hasThe = text[at].Is("the");
        if (hasThe) at++;
        if (text[at].Is("full") || (text[at].Is("entire") && TimeWords.Unit(text[at + 1]) is null)) at++;
        if (Fixed.TryMatch(text, at, out var end, out var known) && !(text[end - 1].Is("beginning") && text[end].Is("of")) && !(text[at].Is("ever") && hasLead) && !(text[at].Is("lifetime") && text[end].Kind == WordKind.Word)) return (known, end);
        // "the last 2 weeks of June" is no stretch back from now.
        if (text[at].Is("last") && NumberWords.Read(text[at + 1]) is not null && PeriodReader.TryRead(text, at, today, out var after, out var edge)) return (TimeRange.Between(edge.From, edge.To), after);
        if (ReadBack(text, at, lead, hasLead && hasThe) is { } back) return back;
        if (text[at].IsAny("this", "current") && TimeWords.Unit(text[at + 1]) is { } current) return (TimeRange.Current(current), at + 2);
        if (text[at].IsAny("next", "upcoming", "coming"))
        {
            var next = NumberWords.Read(text[at + 1]);
            if (TimeWords.Unit(text[at + (next is null ? 1 : 2)]) is { } unit) return (TimeRange.Next(next ?? 1, unit), at + (next is null ? 2 : 3));
        }

        return ReadBetween(text, index, today) ?? ReadOpen(text, index, today) ?? ReadPeriod(text, index, at, hasLead, today);
    }

    private static (TimeRange Range, int Next)? ReadBack(PromptText text, int at, string lead, bool isStretch)
    {
        if (!text[at].IsAny(BackWords)) return null;
        var next = at + 1;
        if (text[next].IsAny("complete", "completed", "full", "calendar", "whole")) next++;
        if (text[next].Is("a") && text[next + 1].Is("couple")) next++;
        var count = NumberWords.Read(text[next]);
        if (count is not null)
        {
            next++;
            if (text[next].Is("of")) next++;
            if (text[next].IsAny("complete", "completed", "full", "calendar", "whole")) next++;
            if (text[next].Is("-")) next++;
            if (text[next].Is("half") && text[next + 1].Is("year")) return null;
            return TimeWords.Unit(text[next]) is { } unit ? (TimeRange.Last(count.Value, unit), next + 1) : null;
        }

        if (text[next].Is("half") && text[next + 1].Is("year")) return (TimeRange.Last(6, TimeUnit.Month), next + 2);
        // "30d" stands as one word.
        if (text[next].Text is [.. var digits, 'd' or 'h' or 'w' or 'm' or 'y'] && int.TryParse(digits, out var written) && written is >= 1 and <= 1000)
            return (TimeRange.Last(written, text[next].Text[^1] switch { 'd' => TimeUnit.Day, 'h' => TimeUnit.Hour, 'w' => TimeUnit.Week, 'm' => TimeUnit.Month, _ => TimeUnit.Year }), next + 1);
        if (TimeWords.Unit(text[next]) is not { } one || text[next].Is("date")) return null;
        if (text[next].Text.EndsWith('s')) return text[at].IsAny("recent", "last", "past") ? (TimeRange.Last(one is TimeUnit.Year ? 3 : one is TimeUnit.Day ? 30 : 12, one), next + 1) : null;
        if (text[at].Is("past") || (text[at].Is("last") && one == TimeUnit.Year && isStretch && lead is "in" or "over" or "during" or "within"))
        {
            return (one switch
            {
                TimeUnit.Year => TimeRange.Last(12, TimeUnit.Month),
                // Quarters are those of the calendar, whoever speaks of them.
                TimeUnit.Quarter => TimeRange.Previous(TimeUnit.Quarter),
                TimeUnit.Month => TimeRange.Last(30, TimeUnit.Day),
                TimeUnit.Week => TimeRange.Last(7, TimeUnit.Day),
                _ => TimeRange.Last(24, TimeUnit.Hour),
            }, next + 1);
        }

        return text[at].IsAny("last", "previous", "prior", "preceding") ? (TimeRange.Previous(one), next + 1) : null;
    }

    private static (TimeRange Range, int Next)? ReadBetween(PromptText text, int index, DateOnly today)
    {
        var isBetween = text[index].Is("between");
        var at = isBetween || text[index].IsAny("from", "for", "in", "during") ? index + 1 : index;
        if (at == index && TimeWords.Month(text[index]) is not null && TimeWords.IsDoubtfulMonth(text[index]) && TimeWords.Year(text[index + 1]) is null && !text[index + 1].IsAny("to", "-", "through", "until")) return null;
        if (!PeriodReader.TryRead(text, at, today, out var next, out var from)) return null;
        var isJoined = isBetween ? text[next].IsAny("and", "to", "-") : text[next].IsAny("to", "until", "till", "through", "-") || (text[next].Is("and") && TimeWords.Year(text[at]) is not null);
        if (text[next].Is("up") && text[next + 1].Is("to")) next++;
        if (!isJoined || !PeriodReader.TryRead(text, next + 1, today, out var end, out var to)) return null;
        // "compare 2025 to 2024", "compare Q1 2026 and Q1 2025": held against each other, not from the one to the other.
        if (!isBetween && !text[index].Is("from") && IsCompared(text, index) && (from.From > to.From || text[next].Is("and"))) return null;
        if (!from.HasYear && to.HasYear) from = from.InYear(to.From.Year);
        if (from.From > to.From && !to.HasYear) from = from.InYear(from.From.Year - 1);
        return from.From <= to.To ? (TimeRange.Between(from.From, to.To), end) : (TimeRange.Between(to.From, from.To), end);
    }

    private static (TimeRange Range, int Next)? ReadOpen(PromptText text, int index, DateOnly today)
    {
        var at = index + 1;
        if (text[index].Is("starting") && text[at].IsAny("from", "in", "on", "with")) at++;
        if (text[index].Is("up") && text[at].Is("to")) at++;
        var isSince = text[index].IsAny("since", "starting", "after", "from");
        var isUntil = text[index].IsAny("until", "till", "before", "up", "through");
        if ((!isSince && !isUntil) || !PeriodReader.TryRead(text, at, today, out var next, out var period)) return null;
        if (text[index].IsAny("up", "through") && TimeWords.Month(text[at]) is null && !period.HasYear) return null;
        if (text[next].IsAny("onwards", "onward", "on", "forward")) next++;
        else if (text[index].Is("from")) return null;
        if (isSince) return (TimeRange.Between(text[index].Is("after") ? period.To.AddDays(1) : period.From, null), next);
        return (TimeRange.Between(null, text[index].Is("before") ? period.From.AddDays(-1) : period.To), next);
    }

    private static (TimeRange Range, int Next)? ReadPeriod(PromptText text, int index, int at, bool hasLead, DateOnly today)
    {
        // "may" and "march" alone are verbs as often as months, and a bare number after "over" is a bound.
        if (text[index].IsAny("over", "through", "across", "of", "on") && TimeWords.Year(text[at]) is not null) return null;
        if (!hasLead && TimeWords.IsDoubtfulMonth(text[at]) && TimeWords.Year(text[at + 1]) is null) return null;
        if (text[at].IsAny("now", "beginning", "start", "end") || IsBoundBefore(text, index) || !PeriodReader.TryRead(text, at, today, out var next, out var period)) return null;
        return (TimeRange.Between(period.From, period.To), next);
    }

    private static bool IsBoundBefore(PromptText text, int index)
        => text[index - 1].IsAny("over", "above", "than", "least", "most", "under", "below", "exceeding", "top", "bottom", "$", ">", "<", "=");

    /// <summary>"2025 vs 2024", "compare Q1 2026 with Q1 2025" is the later one, compared with the earlier.</summary>
    private static void ReadOther(PromptText text, int next, TimeRange range, MarkList marks, DateOnly today)
    {
        if (range is not { Kind: TimeRangeKind.Between, From: { } from, To: { } to }) return;
        var mark = marks.At(next - 1)!;
        if (!ComparisonRecogniser.Versus.TryMatch(text, next, out var at, out _))
        {
            if (!text[next].IsAny("with", "to", "and") || !IsCompared(text, mark.From)) return;
            at = next + 1;
        }

        if (!PeriodReader.TryRead(text, at, today, out var end, out var other)) return;
        var (earlier, later) = other.From < from ? (TimeRange.Between(other.From, other.To), TimeRange.Between(from, to)) : (TimeRange.Between(from, to), TimeRange.Between(other.From, other.To));
        var isYear = earlier.From!.Value.AddYears(1) == later.From;
        marks.Add(new Mark.Compare(next, end, isYear ? Comparison.PreviousYear : Comparison.PreviousPeriod, isYear || earlier.To!.Value.AddDays(1) == later.From ? null : earlier));
        if (later.From != from) marks.Replace(new Mark.Range(mark.From, next, later));
    }

    /// <summary>Whether the sentence says before that it compares.</summary>
    private static bool IsCompared(PromptText text, int at)
    {
        for (var i = at - 1; i >= 0 && text[i].Kind != WordKind.Mark; i--)
        {
            if (text[i].IsAny("compare", "compares", "comparing", "compared", "comparison", "contrast")) return true;
        }

        return false;
    }
}
