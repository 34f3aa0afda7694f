using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>From when to when there is data, and what range and grain follow from it.</summary>
internal sealed class Coverage(IValueSource source, DateOnly today)
{
    /// <summary>A page that says nothing of time shows so many months.</summary>
    private const int UsualMonths = 12;

    /// <summary>The same where it is cut by quarter: twelve months would begin and end within one.</summary>
    private const int UsualQuarters = 4;

    /// <summary>What lacks less than so great a part of a stretch changes no comparison.</summary>
    private const int Slight = 10;

    /// <summary>The range that a page opens with where the prompt names none: one that has something of the figure that it is about, under what narrows it.</summary>
    /// <param name="explore">The page's explore.</param>
    /// <param name="time">The time that cuts it.</param>
    /// <param name="metric">The figure that the page is about.</param>
    /// <param name="grain">What the prompt cuts time by; null where it says nothing of it.</param>
    /// <param name="where">Fixed conditions.</param>
    /// <param name="notes">Where it is said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TimeRange> UsualAsync(CatalogExplore explore, CatalogField time, CatalogField metric, TimeUnit? grain, IReadOnlyList<PlanCondition> where, PlanNotes notes, CancellationToken cancellationToken)
    {
        var usual = grain switch
        {
            TimeUnit.Quarter => TimeRange.Last(UsualQuarters, TimeUnit.Quarter),
            // One year is no development.
            TimeUnit.Year => TimeRange.All,
            _ => TimeRange.Last(UsualMonths, TimeUnit.Month),
        };
        var known = await new FigureQuestions(source).MonthsAsync(explore, time, metric, where, cancellationToken);
        var months = known is { Count: > 0 } ? [.. known.Select(share => share.Month)] : await MonthsAsync(explore, time, cancellationToken);
        if (months is not { Count: > 0 })
        {
            notes.Assume($"No range was named, so the page opens with {usual.Describe()}.");
            return usual;
        }

        var (first, last) = (months[0], months[^1]);
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        if (last < thisMonth.AddMonths(-UsualMonths) || first > thisMonth || (known is not null && !months.Exists(month => month >= thisMonth.AddMonths(-UsualMonths) && month <= thisMonth)))
        {
            var from = last.AddMonths(1 - UsualMonths);
            var range = TimeRange.Between(from < first ? first : from, last.AddMonths(1).AddDays(-1));
            var what = where.Count > 0 && known is { Count: > 0 } ? $"What is asked of {explore.Label}" : $"The data of {explore.Label}";
            notes.Assume($"{what} ends in {last.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}, so the page opens with {range.Describe()}.");
            return range;
        }

        if (first >= thisMonth.AddMonths(-2))
        {
            usual = TimeRange.Last(90, TimeUnit.Day);
        }
        else if (known is not null && IsMostlyOf(thisMonth, known))
        {
            // What is open now has hardly any past: twelve complete months would leave out most of it.
            usual = usual with { Completed = false };
            notes.Assume($"No range was named, so the page opens with {usual.Describe()}, this month included, for most of {Wording.Lower(metric.Label)} is in it.");
            return usual;
        }

        notes.Assume($"No range was named, so the page opens with {usual.Describe()}.");
        return usual;
    }

    /// <summary>The month in which the data begins, where that is well after the beginning of the stretch that a range is compared with; null where as good as all of it may be there.</summary>
    public async Task<DateOnly?> BeginsAfterAsync(TimeRange range, Comparison compare, CatalogExplore explore, CatalogField time, CancellationToken cancellationToken)
    {
        if (range.Start(today) is not { } start || range.Days(today) is not { } days) return null;
        var earlier = compare == Comparison.PreviousYear ? start.AddYears(-1) : range.Back(start) ?? start.AddDays(-days);
        return await MonthsAsync(explore, time, cancellationToken) is [var first, ..] && first.DayNumber - earlier.DayNumber > days / Slight ? first : null;
    }

    /// <summary>Whether the month that is not over holds more of a figure than the complete ones before it together.</summary>
    private static bool IsMostlyOf(DateOnly thisMonth, IReadOnlyList<FigureQuestions.Share> months)
    {
        var before = months.Where(share => share.Month < thisMonth && share.Month >= thisMonth.AddMonths(-UsualMonths)).ToList();
        return before.Count == 0 || months.Where(share => share.Month == thisMonth).Sum(share => share.Amount) > before.Sum(share => share.Amount);
    }

    /// <summary>The grain that shows a range in a readable number of steps, among those that the catalog has.</summary>
    public TimeUnit GrainFor(TimeRange? range, CatalogField time)
    {
        var wanted = range?.Days(today) switch
        {
            <= 2 => TimeUnit.Hour,
            <= 45 => TimeUnit.Day,
            <= 190 => TimeUnit.Week,
            <= 1200 => TimeUnit.Month,
            null => TimeUnit.Month,
            _ => TimeUnit.Quarter,
        };
        return Nearest(wanted, time);
    }

    /// <summary>The grain itself, else the next finer one that the catalog has, for it still shows what was wanted; else the next coarser.</summary>
    public static TimeUnit Nearest(TimeUnit wanted, CatalogField time)
    {
        if (time.Grains.ContainsKey(wanted)) return wanted;
        var grains = time.Grains.Keys.Order().ToList();
        var finer = grains.FindLastIndex(unit => unit < wanted && unit != TimeUnit.Hour);
        return finer >= 0 ? grains[finer] : grains.Find(unit => unit > wanted);
    }

    /// <summary>An open range with both ends, which page filters have to have: an open end is today.</summary>
    public static TimeRange Closed(TimeRange range, DateOnly today, PlanNotes notes)
    {
        if (range is not { Kind: TimeRangeKind.Between } || (range.From is not null && range.To is not null)) return range;
        var to = range.To ?? (range.From > today ? range.From.Value : today);
        var closed = range with { From = range.From ?? new DateOnly(2000, 1, 1), To = to };
        if (range.To is null) notes.Assume($"The page opens with {closed.Describe()}; the range can be moved on the page.");
        return closed;
    }

    /// <summary>The months that there are rows of, in their order. Of many there may be only the first and the last ones.</summary>
    private async Task<List<DateOnly>?> MonthsAsync(CatalogExplore explore, CatalogField time, CancellationToken cancellationToken)
    {
        if (!time.Grains.TryGetValue(TimeUnit.Month, out var month) || await source.FindAsync(explore.Name, month, null, cancellationToken) is not { } list) return null;
        var months = new List<DateOnly>();
        foreach (var value in list.Values)
        {
            if (value.Length >= 10 && DateOnly.TryParseExact(value[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) months.Add(day);
        }

        months.Sort();
        return months;
    }
}
