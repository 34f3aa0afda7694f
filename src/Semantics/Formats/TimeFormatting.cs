using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Formats;

/// <summary>Shows dates and times by the interval that they were cut to.</summary>
internal static partial class TimeFormatting
{
    /// <summary>What stands for a date that is none.</summary>
    public const string Invalid = "NaT";

    /// <summary>Whether values of that interval are points in time; the others are numbers and names.</summary>
    public static bool IsTime(TimeInterval? interval) => interval is null or TimeInterval.Raw or TimeInterval.Year or TimeInterval.Quarter or TimeInterval.Month
        or TimeInterval.Week or TimeInterval.Day or TimeInterval.Hour or TimeInterval.Minute or TimeInterval.Second or TimeInterval.Millisecond;

    public static string Format(DateTimeOffset at, FieldType type, TimeInterval? interval) => at.ToString(Pattern(type, interval), CultureInfo.InvariantCulture) + (interval is TimeInterval.Quarter ? $"Q{((at.Month - 1) / 3) + 1}" : "");

    /// <summary>Reads what a warehouse or a browser calls a point in time; numbers count milliseconds since 1970.</summary>
    public static DateTimeOffset? Read(object value) => value switch
    {
        DateTimeOffset at => at.ToUniversalTime(),
        DateTime at => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), TimeSpan.Zero),
        DateOnly day => new DateTimeOffset(day, default, TimeSpan.Zero),
        string text => Read(text),
        bool => null,
        _ => ExactNumber.From(value) is { } number ? FromMilliseconds(number) : null,
    };

    /// <summary>The same wall-clock time with the offset that it has in a zone.</summary>
    public static DateTimeOffset In(string? zone, DateTimeOffset at)
        => zone is null or "UTC" || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? at : new DateTimeOffset(at.DateTime, known.GetUtcOffset(at.DateTime));

    private static DateTimeOffset? Read(string text)
    {
        // What browsers make of 12.5: the fifth of December of a year of their choice.
        if (MonthAndDay().Match(text) is { Success: true } match)
        {
            var (month, day) = (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
            return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2001, month) ? new DateTimeOffset(2001, month, day, 0, 0, 0, TimeSpan.Zero) : null;
        }

        return LooksLikeTime().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }

    private static DateTimeOffset? FromMilliseconds(ExactNumber number)
    {
        var (whole, _) = number.Split(0);
        return long.TryParse(whole, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= 253_402_300_799_999
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(number.IsNegative ? -Math.Min(milliseconds, 62_135_596_800_000) : milliseconds)
            : null;
    }

    private static string Pattern(FieldType type, TimeInterval? interval) => interval switch
    {
        TimeInterval.Year => "yyyy",
        TimeInterval.Quarter => "yyyy-",
        TimeInterval.Month => "yyyy-MM",
        TimeInterval.Week or TimeInterval.Day => "yyyy-MM-dd",
        TimeInterval.Hour => "yyyy-MM-dd, HH '('zzz')'",
        TimeInterval.Minute => "yyyy-MM-dd, HH:mm '('zzz')'",
        TimeInterval.Second => "yyyy-MM-dd, HH:mm:ss '('zzz')'",
        TimeInterval.Raw or TimeInterval.Millisecond => "yyyy-MM-dd, HH:mm:ss:fff '('zzz')'",
        _ => type == FieldType.Date ? "yyyy-MM-dd" : "yyyy-MM-dd, HH:mm:ss:fff '('zzz')'",
    };

    [GeneratedRegex(@"^(\d{1,2})\.(\d{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex MonthAndDay();

    [GeneratedRegex(@"^\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeTime();
}
