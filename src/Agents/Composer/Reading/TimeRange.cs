using System.Globalization;

namespace Vitrine.Agents.Composer.Reading;

/// <summary>A stretch of time as a prompt names it. Relative ones stay relative, so that the app moves along with the calendar.</summary>
internal sealed record TimeRange
{
    /// <summary>What kind of stretch it is.</summary>
    public required TimeRangeKind Kind { get; init; }

    /// <summary>How many units, for <see cref="TimeRangeKind.Last"/> and <see cref="TimeRangeKind.Next"/>.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The unit of a relative range.</summary>
    public TimeUnit Unit { get; init; }

    /// <summary>Whether only whole units count.</summary>
    public bool Completed { get; init; }

    /// <summary>The first day of <see cref="TimeRangeKind.Between"/>, or null for open.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included, or null for open.</summary>
    public DateOnly? To { get; init; }

    public static TimeRange Last(int count, TimeUnit unit) => new() { Kind = TimeRangeKind.Last, Count = count, Unit = unit, Completed = unit is not (TimeUnit.Hour or TimeUnit.Day) };

    public static TimeRange Previous(TimeUnit unit) => new() { Kind = TimeRangeKind.Last, Count = 1, Unit = unit, Completed = true };

    public static TimeRange Current(TimeUnit unit) => new() { Kind = TimeRangeKind.Current, Unit = unit };

    public static TimeRange Next(int count, TimeUnit unit) => new() { Kind = TimeRangeKind.Next, Count = count, Unit = unit };

    public static TimeRange Between(DateOnly? from, DateOnly? to) => new() { Kind = TimeRangeKind.Between, From = from, To = to };

    public static TimeRange All { get; } = new() { Kind = TimeRangeKind.All };

    /// <summary>How long it is in days, roughly; null where it is open or everything.</summary>
    public int? Days(DateOnly today)
    {
        var unit = Unit switch { TimeUnit.Hour => 1, TimeUnit.Day => 1, TimeUnit.Week => 7, TimeUnit.Month => 30, TimeUnit.Quarter => 91, _ => 365 };
        return Kind switch
        {
            TimeRangeKind.Last or TimeRangeKind.Next => Count * unit,
            TimeRangeKind.Current => unit,
            TimeRangeKind.Between when From is { } from => Math.Max(1, ((To is { } to && to < today ? to : today).DayNumber - from.DayNumber) + 1),
            _ => null,
        };
    }

    /// <summary>The first day; null where it is open, or is yet to come.</summary>
    public DateOnly? Start(DateOnly today)
    {
        var begun = Unit switch
        {
            TimeUnit.Week => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)),
            TimeUnit.Month => new DateOnly(today.Year, today.Month, 1),
            TimeUnit.Quarter => new DateOnly(today.Year, today.Month - ((today.Month - 1) % 3), 1),
            TimeUnit.Year => new DateOnly(today.Year, 1, 1),
            _ => today,
        };
        return Kind switch
        {
            TimeRangeKind.Last => Back(Completed ? begun : today) ?? today.AddDays(-Days(today)!.Value),
            TimeRangeKind.Current => begun,
            TimeRangeKind.Between => From,
            _ => null,
        };
    }

    /// <summary>The same day as many months earlier as a relative range has; null where it is not counted in months.</summary>
    public DateOnly? Back(DateOnly day)
    {
        var months = Unit switch { TimeUnit.Month => 1, TimeUnit.Quarter => 3, TimeUnit.Year => 12, _ => 0 };
        return months > 0 && Kind is (TimeRangeKind.Last or TimeRangeKind.Current) ? day.AddMonths(-Count * months) : null;
    }

    /// <summary>The range in plain words, such as <c>the last 12 months</c>.</summary>
    public string Describe()
    {
        var unit = Unit.ToString().ToLowerInvariant();
        return Kind switch
        {
            TimeRangeKind.Last when Count == 1 && Completed => unit == "day" ? "yesterday" : $"last {unit}",
            TimeRangeKind.Last => string.Create(CultureInfo.InvariantCulture, $"the last {Count} {(Completed ? "complete " : "")}{unit}{(Count == 1 ? "" : "s")}"),
            TimeRangeKind.Next => string.Create(CultureInfo.InvariantCulture, $"the next {Count} {unit}{(Count == 1 ? "" : "s")}"),
            TimeRangeKind.Current => unit == "day" ? "today" : $"this {unit}",
            TimeRangeKind.All => "all time",
            _ when To is null => $"since {Show(From)}",
            _ when From is null => $"until {Show(To)}",
            _ => $"{Show(From)} to {Show(To)}",
        };
    }

    private static string Show(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "";
}
