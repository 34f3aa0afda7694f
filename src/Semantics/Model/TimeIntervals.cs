using System.Collections.Frozen;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Model;

/// <summary>What is known of every interval: names, labels, types, and what it is in SQL.</summary>
internal static class TimeIntervals
{
    private static readonly FrozenDictionary<TimeInterval, string> Labels = new Dictionary<TimeInterval, string>
    {
        [TimeInterval.DayOfWeekIndex] = "Day of the week (index)",
        [TimeInterval.DayOfMonthNum] = "Day of the month (number)",
        [TimeInterval.DayOfYearNum] = "Day of the year (number)",
        [TimeInterval.WeekNum] = "Week (number)",
        [TimeInterval.MonthNum] = "Month (number)",
        [TimeInterval.QuarterNum] = "Quarter (number)",
        [TimeInterval.YearNum] = "Year (number)",
        [TimeInterval.DayOfWeekName] = "Day of the week (name)",
        [TimeInterval.MonthName] = "Month (name)",
        [TimeInterval.QuarterName] = "Quarter (name)",
        [TimeInterval.HourOfDayNum] = "Hour of day (number)",
        [TimeInterval.MinuteOfHourNum] = "Minute of hour (number)",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, TimeInterval> ByName
        = Enum.GetValues<TimeInterval>().ToFrozenDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>The intervals of a time whose author asks for none in particular.</summary>
    public static IReadOnlyList<TimeInterval> DefaultOf(FieldType type) => type switch
    {
        FieldType.Timestamp => [TimeInterval.Raw, TimeInterval.Day, TimeInterval.Week, TimeInterval.Month, TimeInterval.Quarter, TimeInterval.Year],
        FieldType.Date => [TimeInterval.Day, TimeInterval.Week, TimeInterval.Month, TimeInterval.Quarter, TimeInterval.Year],
        _ => [],
    };

    /// <summary>As meta writes it, such as <c>DAY_OF_WEEK_NAME</c>.</summary>
    public static string NameOf(TimeInterval interval)
        => string.Concat(interval.ToString().Select((letter, at) => (at > 0 && char.IsUpper(letter) ? "_" : "") + char.ToUpperInvariant(letter)));

    public static bool TryParse(string name, out TimeInterval interval) => ByName.TryGetValue(name, out interval);

    public static string LabelOf(TimeInterval interval) => Labels.GetValueOrDefault(interval) ?? interval.ToString();

    public static FieldType TypeOf(TimeInterval interval, FieldType from) => interval switch
    {
        TimeInterval.Raw => from,
        TimeInterval.Hour or TimeInterval.Minute or TimeInterval.Second or TimeInterval.Millisecond => FieldType.Timestamp,
        _ when GrainOf(interval) is not null => FieldType.Date,
        _ when NameIn(interval) is not null => FieldType.String,
        _ => FieldType.Number,
    };

    public static TimeGrain? GrainOf(TimeInterval interval) => interval switch
    {
        TimeInterval.Year => TimeGrain.Year,
        TimeInterval.Quarter => TimeGrain.Quarter,
        TimeInterval.Month => TimeGrain.Month,
        TimeInterval.Week => TimeGrain.Week,
        TimeInterval.Day => TimeGrain.Day,
        TimeInterval.Hour => TimeGrain.Hour,
        TimeInterval.Minute => TimeGrain.Minute,
        TimeInterval.Second => TimeGrain.Second,
        TimeInterval.Millisecond => TimeGrain.Millisecond,
        _ => null,
    };

    public static TimePart? PartIn(TimeInterval interval) => interval switch
    {
        TimeInterval.DayOfWeekIndex => TimePart.DayOfWeek,
        TimeInterval.DayOfMonthNum => TimePart.DayOfMonth,
        TimeInterval.DayOfYearNum => TimePart.DayOfYear,
        TimeInterval.WeekNum => TimePart.WeekOfYear,
        TimeInterval.MonthNum => TimePart.Month,
        TimeInterval.QuarterNum => TimePart.Quarter,
        TimeInterval.YearNum => TimePart.Year,
        TimeInterval.HourOfDayNum => TimePart.HourOfDay,
        TimeInterval.MinuteOfHourNum => TimePart.MinuteOfHour,
        _ => null,
    };

    public static TimeName? NameIn(TimeInterval interval) => interval switch
    {
        TimeInterval.DayOfWeekName => TimeName.DayOfWeek,
        TimeInterval.MonthName => TimeName.Month,
        TimeInterval.QuarterName => TimeName.Quarter,
        _ => null,
    };
}
