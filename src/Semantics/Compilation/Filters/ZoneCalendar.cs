using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Semantics.Compilation.Filters;

/// <summary>Counts units of time in a query's zone, with its first day of the week.</summary>
internal sealed class ZoneCalendar
{
    private readonly TimeZoneInfo zone;
    private readonly DayOfWeek weekStart;

    public ZoneCalendar(CompilationContext context)
    {
        zone = Find(context.TimeZone);
        weekStart = context.WeekStart ?? DayOfWeek.Monday;
        Now = context.Now;
        Local = TimeZoneInfo.ConvertTime(context.Now, zone).DateTime;
    }

    public DateTimeOffset Now { get; }

    /// <summary>The present on the wall clock of the zone.</summary>
    public DateTime Local { get; }

    public DateOnly Today => DateOnly.FromDateTime(Local);

    /// <summary>The instant at which the zone's wall clock shows that; an hour that a summer time skips is the one after it.</summary>
    public DateTimeOffset Instant(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = zone.GetUtcOffset(local);
        // At the ends of the calendar an offset would lead out of it.
        if (local.Ticks - offset.Ticks < DateTime.MinValue.Ticks || local.Ticks - offset.Ticks > DateTime.MaxValue.Ticks) offset = TimeSpan.Zero;
        return new DateTimeOffset(local, offset);
    }

    public DateTime WallClock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    public DateTime StartOf(FilterUnit unit, DateTime at) => unit switch
    {
        FilterUnit.Milliseconds => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond)),
        FilterUnit.Seconds => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)),
        FilterUnit.Minutes => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)),
        FilterUnit.Hours => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerHour)),
        FilterUnit.Days => at.Date,
        FilterUnit.Weeks => at.Date.AddDays(-((at.DayOfWeek - weekStart + 7) % 7)),
        FilterUnit.Months => new DateTime(at.Year, at.Month, 1),
        FilterUnit.Quarters => new DateTime(at.Year, (((at.Month - 1) / 3) * 3) + 1, 1),
        FilterUnit.Years => new DateTime(at.Year, 1, 1),
        _ => throw new InvalidOperationException($"Unknown unit {unit}."),
    };

    /// <summary>Moves by a number of units; what would leave the calendar stops at its end.</summary>
    public static DateTime Add(FilterUnit unit, DateTime at, long count)
    {
        try
        {
            return unit switch
            {
                FilterUnit.Milliseconds => at.AddMilliseconds(count),
                FilterUnit.Seconds => at.AddSeconds(count),
                FilterUnit.Minutes => at.AddMinutes(count),
                FilterUnit.Hours => at.AddHours(count),
                FilterUnit.Days => at.AddDays(count),
                FilterUnit.Weeks => at.AddDays(count * 7),
                FilterUnit.Months => at.AddMonths(checked((int)count)),
                FilterUnit.Quarters => at.AddMonths(checked((int)(count * 3))),
                FilterUnit.Years => at.AddYears(checked((int)count)),
                _ => throw new InvalidOperationException($"Unknown unit {unit}."),
            };
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            // A day short of it, so that no zone leads out.
            return count < 0 ? DateTime.MinValue.AddDays(1) : DateTime.MaxValue.Date.AddDays(-1);
        }
    }

    /// <summary>The zone of that name, or a refusal (<c>semantics.unknown-time-zone</c>).</summary>
    public static TimeZoneInfo Find(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new RefusalException("semantics.unknown-time-zone", $"There is no time zone {name}. Write its IANA name, such as Europe/Berlin.");
        }
    }
}
