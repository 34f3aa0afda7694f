using System.Globalization;

namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>Reads a stretch of the calendar, such as "March", "Q2 2025", "the first half of 2024", "5 May 2025" or "2024".</summary>
internal static class PeriodReader
{
    private static readonly PhraseSet<int> Ordinals = new(
        ("first|1st", 1), ("second|2nd", 2), ("third|3rd", 3), ("fourth|4th|last|final", 4));

    /// <summary>The period that begins there. A month or quarter without a year is the latest one that has begun.</summary>
    public static bool TryRead(PromptText text, int index, DateOnly today, out int next, out CalendarPeriod period)
    {
        next = index;
        period = default;
        var at = text[index].Is("the") ? index + 1 : index;
        if (TryEdge(text, at, today, out next, out period)) return true;
        if (TryDate(text, at, out next, out period)) return true;
        if (TryQuarter(text, at, today, out next, out period)) return true;
        if (TryHalf(text, at, today, out next, out period)) return true;
        if (TryMonth(text, at, today, out next, out period)) return true;
        if (SeasonReader.TryRead(text, at, today, out next, out period)) return true;
        if (TryRelative(text, at, today, out next, out period)) return true;
        var isNamed = text[at].IsAny("year", "calendar");
        if (isNamed && text[at + 1].Is("year")) at++;
        if (TimeWords.Year(text[isNamed ? at + 1 : at]) is not { } year) return false;
        next = (isNamed ? at + 1 : at) + 1;
        period = new CalendarPeriod(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), HasYear: true);
        return true;
    }

    /// <summary>"the beginning of 2024", "the end of last month": the first or last day of the stretch; "the first three months of 2025": so much of it.</summary>
    private static bool TryEdge(PromptText text, int at, DateOnly today, out int next, out CalendarPeriod period)
    {
        next = at;
        period = default;
        var isStart = text[at].IsAny("beginning", "start", "first");
        var isDay = text[at].IsAny("beginning", "start", "end");
        if (!isDay && !text[at].IsAny("first", "last")) return false;
        var count = isDay ? null : NumberWords.Read(text[at + 1]);
        var unit = isDay ? null : TimeWords.Unit(text[at + (count is null ? 1 : 2)]);
        var of = isDay ? at + 1 : at + (count is null ? 2 : 3);
        if ((!isDay && unit is null) || !text[of].Is("of") || !TryWhole(text, of + 1, today, out next, out var whole)) return false;
        period = (isStart, unit) switch
        {
            (true, null) => whole with { To = whole.From },
            (false, null) => whole with { From = whole.To },
            (true, { } some) => whole with { To = Earliest(whole.To, Moved(whole.From, count ?? 1, some).AddDays(-1)) },
            (false, { } some) => whole with { From = Moved(whole.To.AddDays(1), -(count ?? 1), some) },
        };
        return true;
    }

    /// <summary>What has a beginning and an end: a stretch of the calendar, or "the year", which is the one that now is in.</summary>
    private static bool TryWhole(PromptText text, int at, DateOnly today, out int next, out CalendarPeriod period)
    {
        if (TryRead(text, at, today, out next, out period)) return true;
        if (!text[at].IsAny("the", "this") || TimeWords.Unit(text[at + 1]) is not { } unit || unit is TimeUnit.Hour or TimeUnit.Day or TimeUnit.Week) return false;
        var start = unit switch
        {
            TimeUnit.Month => new DateOnly(today.Year, today.Month, 1),
            TimeUnit.Quarter => new DateOnly(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1),
            _ => new DateOnly(today.Year, 1, 1),
        };
        next = at + 2;
        period = new CalendarPeriod(start, Moved(start, 1, unit).AddDays(-1), HasYear: true);
        return true;
    }

    private static DateOnly Earliest(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Moved(DateOnly day, int count, TimeUnit unit) => unit switch
    {
        TimeUnit.Hour or TimeUnit.Day => day.AddDays(count),
        TimeUnit.Week => day.AddDays(7 * count),
        TimeUnit.Month => day.AddMonths(count),
        TimeUnit.Quarter => day.AddMonths(3 * count),
        _ => day.AddYears(count),
    };

    private static bool TryDate(PromptText text, int at, out int next, out CalendarPeriod period)
    {
        next = at + 1;
        period = default;
        if (text[at].Kind != WordKind.Date) return false;
        if (DateOnly.TryParseExact(text[at].Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            period = new CalendarPeriod(day, day, HasYear: true);
            return true;
        }

        if (!DateOnly.TryParseExact(text[at].Text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return false;
        period = new CalendarPeriod(first, first.AddMonths(1).AddDays(-1), HasYear: true);
        return true;
    }

    private static bool TryQuarter(PromptText text, int at, DateOnly today, out int next, out CalendarPeriod period)
    {
        period = default;
        next = at;
        int quarter;
        if (TimeWords.Quarter(text[at]) is { } named)
        {
            quarter = named;
            next = at + 1;
        }
        else if (Ordinals.TryMatch(text, at, out var after, out var ordinal) && text[after].IsAny("quarter", "qtr") && (ordinal != 4 || !text[at].Is("last") || text[after + 1].Is("of")))
        {
            quarter = ordinal;
            next = after + 1;
        }
        else
        {
            return false;
        }

        var year = YearAfter(text, ref next);
        var start = new DateOnly(year ?? today.Year, (quarter * 3) - 2, 1);
        if (year is null && start > today) start = start.AddYears(-1);
        period = new CalendarPeriod(start, start.AddMonths(3).AddDays(-1), year is not null);
        return true;
    }

    private static bool TryHalf(PromptText text, int at, DateOnly today, out int next, out CalendarPeriod period)
    {
        period = default;
        next = at;
        int half;
        if (text[at].IsAny("h1", "h2"))
        {
            half = text[at].Is("h1") ? 1 : 2;
            next = at + 1;
        }
        else if (Ordinals.TryMatch(text, at, out var after, out var ordinal) && ordinal <= 2 && text[after].Is("half") && text[after + 1].IsAny("of", "year"))
        {
            half = ordinal;
            next = after + 1;
        }
        else
        {
            return false;
        }

        var year = YearAfter(text, ref next);
        if (year is null && text[next].Is("of")) next += text[next + 1].IsAny("the", "this") ? 3 : 2;
        var start = new DateOnly(year ?? today.Year, half == 1 ? 1 : 7, 1);
        if (year is null && start > today) start = start.AddYears(-1);
        period = new CalendarPeriod(start, start.AddMonths(6).AddDays(-1), year is not null);
        return true;
    }

    private static bool TryMonth(PromptText text, int at, DateOnly today, out int next, out CalendarPeriod period)
    {
        period = default;
        next = at;
        int? day = text[at].Kind == WordKind.Number && text[at].Number is >= 1 and <= 31 && TimeWords.Month(text[at + 1]) is not null ? (int)text[at].Number! : null;
        if (day is not null) at++;
        if (TimeWords.Month(text[at]) is not { } month) return false;
        next = at + 1;
        if (day is null && text[next].Kind == WordKind.Number && text[next].Text.Length <= 2 && text[next].Number is >= 1 and <= 31)
        {
            day = (int)text[next].Number!;
            next++;
        }

        if (text[next].Is(",") && TimeWords.Year(text[next + 1]) is not null && day is not null) next++;
        var year = YearAfter(text, ref next);
        var start = new DateOnly(year ?? today.Year, month, 1);
        if (day is { } number) start = start.AddDays(Math.Min(number, DateTime.DaysInMonth(start.Year, month)) - 1);
        if (year is null && start > today) start = start.AddYears(-1);
        period = new CalendarPeriod(start, day is null ? start.AddMonths(1).AddDays(-1) : start, year is not null);
        return true;
    }

    private static bool TryRelative(PromptText text, int at, DateOnly today, out int next, out CalendarPeriod period)
    {
        next = at + 1;
        var month = new DateOnly(today.Year, today.Month, 1);
        period = text[at].Text switch
        {
            "today" or "now" => new CalendarPeriod(today, today, HasYear: true),
            "yesterday" => new CalendarPeriod(today.AddDays(-1), today.AddDays(-1), HasYear: true),
            _ => default,
        };
        if (period.From != default) return true;
        next = at + 2;
        period = (text[at].Text, text[at + 1].Text) switch
        {
            ("last" or "previous", "year") => new CalendarPeriod(new DateOnly(today.Year - 1, 1, 1), new DateOnly(today.Year - 1, 12, 31), HasYear: true),
            ("last" or "previous", "quarter") => QuarterOf(month.AddMonths(-3)),
            ("this", "year") => new CalendarPeriod(new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31), HasYear: true),
            ("last" or "previous", "month") => new CalendarPeriod(month.AddMonths(-1), month.AddDays(-1), HasYear: true),
            ("last" or "previous", var word) when TimeWords.Month(text[at + 1]) is { } number => Latest(number, month),
            _ => default,
        };
        return period.From != default;
    }

    /// <summary>"last March": the latest one that is over.</summary>
    private static CalendarPeriod Latest(int number, DateOnly month)
    {
        var start = new DateOnly(month.Year, number, 1);
        if (start >= month) start = start.AddYears(-1);
        return new CalendarPeriod(start, start.AddMonths(1).AddDays(-1), HasYear: true);
    }

    private static CalendarPeriod QuarterOf(DateOnly month)
    {
        var start = new DateOnly(month.Year, (((month.Month - 1) / 3) * 3) + 1, 1);
        return new CalendarPeriod(start, start.AddMonths(3).AddDays(-1), HasYear: true);
    }

    /// <summary>A year after "of" or directly.</summary>
    private static int? YearAfter(PromptText text, ref int next)
    {
        var at = text[next].IsAny("of", "in") ? next + 1 : next;
        if (TimeWords.Year(text[at]) is not { } year) return null;
        next = at + 1;
        return year;
    }
}
