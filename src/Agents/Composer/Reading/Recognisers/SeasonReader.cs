namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>Reads a season, such as "last spring" or "summer 2025": three whole months as the northern half of the world has them. One without a year is the latest that has begun.</summary>
internal static class SeasonReader
{
    private static readonly Dictionary<string, int> FirstMonths = new(StringComparer.Ordinal) { ["spring"] = 3, ["summer"] = 6, ["autumn"] = 9, ["fall"] = 9, ["winter"] = 12 };

    public static bool TryRead(PromptText text, int at, DateOnly today, out int next, out CalendarPeriod period)
    {
        period = default;
        next = at;
        var isLast = text[at].IsAny("last", "previous", "past");
        var place = isLast || text[at].IsAny("this", "the") ? at + 1 : at;
        if (!FirstMonths.TryGetValue(text[place].Text, out var month)) return false;
        var ofYear = text[place + 1].IsAny("of", "in") ? place + 2 : place + 1;
        var year = TimeWords.Year(text[ofYear]);
        // "summer" and "fall" alone are other things as often.
        if (year is null && place == at) return false;
        next = year is null ? place + 1 : ofYear + 1;
        var start = new DateOnly(year ?? today.Year, month, 1);
        while (year is null && (start > today || (isLast && start.AddMonths(3) > today))) start = start.AddYears(-1);
        period = new CalendarPeriod(start, start.AddMonths(3).AddDays(-1), HasYear: true);
        return true;
    }
}
