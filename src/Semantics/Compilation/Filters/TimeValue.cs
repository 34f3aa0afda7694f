using System.Globalization;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Semantics.Compilation.Filters;

/// <summary>A day or a time that a filter gives as text.</summary>
internal readonly struct TimeValue
{
    private static readonly string[] WithZone = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm zzz"];

    private readonly DateTime wallClock;
    private readonly TimeSpan? offset;

    private TimeValue(DateTime wallClock, TimeSpan? offset, bool isDay)
    {
        this.wallClock = wallClock;
        this.offset = offset;
        IsDay = isDay;
    }

    /// <summary>Whether it names a whole day.</summary>
    public bool IsDay { get; }

    public static TimeValue Read(FilterRule rule, string? text)
        => Find(text) ?? throw FilterRefusals.Value(rule.Field, text, "a day such as 2026-01-31 or a time such as 2026-01-31T12:00:00Z");

    /// <summary>Whether a text can be read.</summary>
    public static bool IsOne(string? text) => Find(text) is not null;

    private static TimeValue? Find(string? text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new TimeValue(day.ToDateTime(default), null, true);
        if (text is null || !DateTime.TryParseExact(text, WithZone, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)) return null;
        if (at.Kind == DateTimeKind.Unspecified) return new TimeValue(at, null, false);
        var instant = DateTimeOffset.ParseExact(text, WithZone, CultureInfo.InvariantCulture, DateTimeStyles.None);
        return new TimeValue(instant.DateTime, instant.Offset, false);
    }

    /// <summary>The instant; what says no offset is on the wall clock of the query's zone.</summary>
    public DateTimeOffset Instant(ZoneCalendar calendar) => offset is { } known ? new DateTimeOffset(wallClock, known) : calendar.Instant(wallClock);

    /// <summary>The time on the wall clock of the query's zone. UTC stands for it: so are cut times written in answers.</summary>
    public DateTime WallClock(ZoneCalendar calendar) => offset is { } known && known != TimeSpan.Zero ? calendar.WallClock(new DateTimeOffset(wallClock, known)) : wallClock;

    /// <summary>The day on which it is in the query's zone.</summary>
    public DateOnly Day(ZoneCalendar calendar) => DateOnly.FromDateTime(offset is { } known ? calendar.WallClock(new DateTimeOffset(wallClock, known)) : wallClock);
}
