using System.Globalization;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>What a filter over time means as of now.</summary>
public static class RelativeRange
{
    /// <summary>The half-open range from the first instant to before the second, in the context's zone.</summary>
    /// <param name="rule">A filter with inBetween, inThePast, inTheNext, inTheCurrent or equals; their negations mean everything outside of it.</param>
    /// <param name="type">Date or timestamp. Days are whole: what is counted back from now begins with a day and ends with today.</param>
    /// <param name="context">Zone, week start and the present.</param>
    public static (DateTimeOffset From, DateTimeOffset To) Resolve(FilterRule rule, FieldType type, CompilationContext context)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(context);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(context.TimeZone);
        var now = TimeZoneInfo.ConvertTime(context.Now, zone).DateTime;
        var unit = rule.Unit ?? FilterUnit.Days;
        var isDate = type == FieldType.Date;
        switch (rule.Operator)
        {
            case FilterOperator.InThePast or FilterOperator.NotInThePast when rule.Completed:
                var end = StartOf(now, unit, context.WeekStart);
                return Zoned(Add(end, unit, -Count(rule)), end, zone);
            case FilterOperator.InThePast or FilterOperator.NotInThePast:
                return isDate ? Zoned(Add(now, unit, -Count(rule)).Date, Add(now.Date, FilterUnit.Days, 1), zone) : Instants(rule, unit, -Count(rule), context, zone);
            case FilterOperator.InTheNext when rule.Completed:
                var start = Add(StartOf(now, unit, context.WeekStart), unit, 1);
                return Zoned(start, Add(start, unit, Count(rule)), zone);
            case FilterOperator.InTheNext:
                return isDate ? Zoned(now.Date, Add(Add(now, unit, Count(rule)).Date, FilterUnit.Days, 1), zone) : Instants(rule, unit, Count(rule), context, zone);
            case FilterOperator.InTheCurrent or FilterOperator.NotInTheCurrent:
                var first = StartOf(now, unit, context.WeekStart);
                return Zoned(first, Add(first, unit, 1), zone);
            case FilterOperator.InBetween or FilterOperator.NotInBetween when rule.Values.Count == 2:
                return (At(rule.Values[0], isDate, zone).From, At(rule.Values[1], isDate, zone).To);
            case FilterOperator.Equals or FilterOperator.NotEquals when rule.Values.Count == 1:
                return At(rule.Values[0], isDate, zone);
            default:
                throw new RefusalException("semantics.no-range", $"A filter with {rule.Operator} and {rule.Values.Count} values is no range of time.");
        }
    }

    /// <summary>The first moment of the unit that a wall-clock time is in.</summary>
    internal static DateTime StartOf(DateTime at, FilterUnit unit, DayOfWeek? weekStart) => unit switch
    {
        FilterUnit.Years => new DateTime(at.Year, 1, 1),
        FilterUnit.Quarters => new DateTime(at.Year, ((at.Month - 1) / 3 * 3) + 1, 1),
        FilterUnit.Months => new DateTime(at.Year, at.Month, 1),
        FilterUnit.Weeks => at.Date.AddDays(-(((int)at.DayOfWeek - (int)(weekStart ?? DayOfWeek.Monday) + 7) % 7)),
        FilterUnit.Days => at.Date,
        FilterUnit.Hours => at.Date.AddHours(at.Hour),
        FilterUnit.Minutes => at.Date.AddMinutes(Math.Floor(at.TimeOfDay.TotalMinutes)),
        FilterUnit.Seconds => at.Date.AddSeconds(Math.Floor(at.TimeOfDay.TotalSeconds)),
        FilterUnit.Milliseconds => at.Date.AddMilliseconds(Math.Floor(at.TimeOfDay.TotalMilliseconds)),
        _ => throw new InvalidOperationException($"Unknown unit {unit}."),
    };

    /// <summary>So many units later, by the calendar, and never beyond it.</summary>
    internal static DateTime Add(DateTime at, FilterUnit unit, int count)
    {
        try
        {
            return unit switch
            {
                FilterUnit.Years => at.AddYears(count),
                FilterUnit.Quarters => at.AddMonths(checked(3 * count)),
                FilterUnit.Months => at.AddMonths(count),
                FilterUnit.Weeks => at.AddDays(7.0 * count),
                FilterUnit.Days => at.AddDays(count),
                FilterUnit.Hours => at.AddHours(count),
                FilterUnit.Minutes => at.AddMinutes(count),
                FilterUnit.Seconds => at.AddSeconds(count),
                FilterUnit.Milliseconds => at.AddMilliseconds(count),
                _ => throw new InvalidOperationException($"Unknown unit {unit}."),
            };
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            return count < 0 ? DateTime.MinValue.AddDays(1) : DateTime.MaxValue.Date.AddDays(-1);
        }
    }

    /// <summary>From now to so many units away. Units of a day and more go by the calendar of the zone, shorter ones by the clock.</summary>
    private static (DateTimeOffset, DateTimeOffset) Instants(FilterRule rule, FilterUnit unit, int count, CompilationContext context, TimeZoneInfo zone)
    {
        var now = TimeZoneInfo.ConvertTime(context.Now, zone);
        var away = unit is FilterUnit.Hours or FilterUnit.Minutes or FilterUnit.Seconds or FilterUnit.Milliseconds
            ? TimeZoneInfo.ConvertTime(new DateTimeOffset(Add(context.Now.UtcDateTime, unit, count), TimeSpan.Zero), zone)
            : Zoned(Add(now.DateTime, unit, count), zone);
        return rule.Operator == FilterOperator.InTheNext ? (now, away) : (away, now);
    }

    /// <summary>The day or instant that a value names: a day is meant whole.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) At(string? value, bool isDate, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Zoned(day.ToDateTime(default), Add(day.ToDateTime(default), FilterUnit.Days, 1), zone);
        if (!DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var at))
            throw new RefusalException("semantics.bad-value", "A filter over time holds a value that is neither a day nor a time.");
        // Without a zone of its own it is meant in the zone of the query.
        var instant = at.Kind == DateTimeKind.Utc ? TimeZoneInfo.ConvertTime(new DateTimeOffset(at), zone) : Zoned(at, zone);
        return isDate ? Zoned(instant.Date, Add(instant.Date, FilterUnit.Days, 1), zone) : (instant, instant.AddMicroseconds(1));
    }

    private static int Count(FilterRule rule)
        => rule.Values.Count > 0 && int.TryParse(rule.Values[0], CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new RefusalException("semantics.bad-value", $"A filter with {rule.Operator} needs a whole number of units.");

    private static (DateTimeOffset, DateTimeOffset) Zoned(DateTime from, DateTime to, TimeZoneInfo zone) => (Zoned(from, zone), Zoned(to, zone));

    /// <summary>A wall-clock time as an instant. One that the clock skips is moved on by as much as it skips.</summary>
    private static DateTimeOffset Zoned(DateTime at, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(at, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local)) local += zone.GetUtcOffset(local.AddDays(1)) - zone.GetUtcOffset(local.AddDays(-1));
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
