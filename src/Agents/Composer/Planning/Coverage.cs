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

    /// <summary>The range that a page opens with where the prompt names none.</summary>
    public async Task<TimeRange> UsualAsync(CatalogExplore explore, CatalogField time, PlanNotes notes, CancellationToken cancellationToken)
    {
        var usual = TimeRange.Last(UsualMonths, TimeUnit.Month);
        if (await MonthsAsync(explore, time, cancellationToken) is not { Count: > 0 } months)
        {
            notes.Assume($"No range was named, so the page opens with {usual.Describe()}.");
            return usual;
        }

        var (first, last) = (months[0], months[^1]);
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        if (last < thisMonth.AddMonths(-UsualMonths))
        {
            var from = last.AddMonths(1 - UsualMonths);
            var range = TimeRange.Between(from < first ? first : from, last.AddMonths(1).AddDays(-1));
            notes.Assume($"The data of {explore.Label} ends in {last.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}, so the page opens with {range.Describe()}.");
            return range;
        }

        if (first >= thisMonth.AddMonths(-2)) usual = TimeRange.Last(90, TimeUnit.Day);
        notes.Assume($"No range was named, so the page opens with {usual.Describe()}.");
        return usual;
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
        if (range.To is null) notes.Assume($"The page opens with {range.Describe()} up to {to.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}; the range can be moved on the page.");
        return range with { From = range.From ?? new DateOnly(2000, 1, 1), To = to };
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
