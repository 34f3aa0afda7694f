using System.Globalization;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Semantics.Compilation.Filters;

/// <summary>Resolves the ranges of filters: from the first point up to, not including, the second.</summary>
internal static class TimeRange
{
    /// <summary>What is included after an instant that a filter names: the finest step of a warehouse's clock, a microsecond.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromTicks(10);

    public static (DateOnly From, DateOnly To) OfDays(FilterRule rule, ZoneCalendar calendar)
    {
        switch (rule.Operator)
        {
            case FilterOperator.Equals when rule.Values.Count == 1:
                var day = TimeValue.Read(rule, rule.Values[0]).Day(calendar);
                return (day, Next(day));
            case FilterOperator.InBetween or FilterOperator.NotInBetween:
                var (first, last) = Ends(rule);
                return (first.Day(calendar), Next(last.Day(calendar)));
            default:
                var (from, to) = Relative(rule, calendar);
                // A range that ends within a day takes the whole of it: days are not cut.
                var end = DateOnly.FromDateTime(to);
                var isOpen = !rule.Completed && rule.Operator is FilterOperator.InThePast or FilterOperator.NotInThePast or FilterOperator.InTheNext;
                return (DateOnly.FromDateTime(from), isOpen && !rule.Completed ? Next(end) : end);
        }
    }

    /// <summary>The range in instants.</summary>
    /// <param name="rule">The filter.</param>
    /// <param name="calendar">The zone.</param>
    /// <param name="daysAreInstants">Whether a day stands for its beginning, as in Lightdash, and not for the whole of it.</param>
    public static (DateTimeOffset From, DateTimeOffset To) OfInstants(FilterRule rule, ZoneCalendar calendar, bool daysAreInstants)
    {
        switch (rule.Operator)
        {
            case FilterOperator.Equals when rule.Values.Count == 1:
                var value = TimeValue.Read(rule, rule.Values[0]);
                return (value.Instant(calendar), EndOf(value, calendar, daysAreInstants));
            case FilterOperator.InBetween or FilterOperator.NotInBetween:
                var (first, last) = Ends(rule);
                return (first.Instant(calendar), EndOf(last, calendar, daysAreInstants));
            // Units shorter than a day are counted by the clock, which a summer time does not stop.
            case FilterOperator.InThePast or FilterOperator.NotInThePast or FilterOperator.InTheNext when !rule.Completed && rule.Unit is < FilterUnit.Days:
                var isPast = rule.Operator != FilterOperator.InTheNext;
                var away = new DateTimeOffset(ZoneCalendar.Add(rule.Unit.Value, calendar.Now.UtcDateTime, isPast ? -Count(rule) : Count(rule)), TimeSpan.Zero);
                return isPast ? (away, calendar.Now) : (calendar.Now, away);
            default:
                var (from, to) = Relative(rule, calendar);
                return (from == calendar.Local ? calendar.Now : calendar.Instant(from), to == calendar.Local ? calendar.Now : calendar.Instant(to));
        }
    }

    /// <summary>The first instant after a value.</summary>
    public static DateTimeOffset EndOf(TimeValue value, ZoneCalendar calendar, bool daysAreInstants)
        => value.IsDay && !daysAreInstants
            ? calendar.Instant(ZoneCalendar.Add(FilterUnit.Days, value.WallClock(calendar), 1))
            : value.Instant(calendar) + Step;

    /// <summary>The range on the wall clock of the zone.</summary>
    public static (DateTime From, DateTime To) Relative(FilterRule rule, ZoneCalendar calendar)
    {
        var unit = rule.Unit ?? FilterUnit.Days;
        var now = calendar.Local;
        switch (rule.Operator)
        {
            case FilterOperator.InThePast or FilterOperator.NotInThePast:
                var end = rule.Completed ? calendar.StartOf(unit, now) : now;
                return (ZoneCalendar.Add(unit, end, -Count(rule)), end);
            case FilterOperator.InTheNext:
                var start = rule.Completed ? ZoneCalendar.Add(unit, calendar.StartOf(unit, now), 1) : now;
                return (start, ZoneCalendar.Add(unit, start, Count(rule)));
            case FilterOperator.InTheCurrent or FilterOperator.NotInTheCurrent:
                var current = calendar.StartOf(unit, now);
                return (current, ZoneCalendar.Add(unit, current, 1));
            default:
                throw FilterRefusals.Missing(rule.Field, rule.Operator);
        }
    }

    public static DateOnly Next(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);

    private static long Count(FilterRule rule)
        => rule.Values is [{ } text, ..] && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count)
            && decimal.IsInteger(count) && count <= int.MaxValue
            ? (long)count
            : throw FilterRefusals.Count(rule.Field, rule.Operator);

    private static (TimeValue First, TimeValue Last) Ends(FilterRule rule)
        => rule.Values.Count == 2 ? (TimeValue.Read(rule, rule.Values[0]), TimeValue.Read(rule, rule.Values[1])) : throw FilterRefusals.Missing(rule.Field, rule.Operator);
}
