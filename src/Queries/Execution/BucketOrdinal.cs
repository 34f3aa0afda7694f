using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>Numbers the buckets of time, so that the n-th of one range can be matched with the n-th of another.</summary>
internal static class BucketOrdinal
{
    /// <summary>The number of the bucket that holds a wall-clock time, or null for an interval that does not cut time into buckets.</summary>
    public static long? Of(DateTime at, TimeInterval interval, DayOfWeek weekStart) => interval switch
    {
        TimeInterval.Year => at.Year,
        TimeInterval.Quarter => (at.Year * 4L) + ((at.Month - 1) / 3),
        TimeInterval.Month => (at.Year * 12L) + at.Month - 1,
        TimeInterval.Week => Week(at, weekStart),
        TimeInterval.Day => at.Date.Ticks / TimeSpan.TicksPerDay,
        TimeInterval.Hour => at.Ticks / TimeSpan.TicksPerHour,
        _ => null,
    };

    // Day 0 of the calendar, 0001-01-01, was a Monday.
    private static long Week(DateTime at, DayOfWeek weekStart)
    {
        var offset = ((int)weekStart + 6) % 7;
        return (long)Math.Floor(((at.Date.Ticks / TimeSpan.TicksPerDay) - offset) / 7.0);
    }
}
