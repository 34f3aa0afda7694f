using System.Text.Json;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Model;

/// <summary>What is known of every interval: names, labels, types, and what it is in SQL.</summary>
internal static class TimeIntervals
{
    // Made once and found by position: a large project has tens of thousands of cut times.
    private static readonly string[] Suffixes = Array.ConvertAll(Enum.GetNames<TimeInterval>(), name => "_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
    private static readonly string[] Names = Array.ConvertAll(Suffixes, suffix => suffix[1..].ToUpperInvariant());
    private static readonly string[] TimestampDefaults = [NameOf(TimeInterval.Raw), NameOf(TimeInterval.Day), NameOf(TimeInterval.Week), NameOf(TimeInterval.Month), NameOf(TimeInterval.Quarter), NameOf(TimeInterval.Year)];
    private static readonly string[] DateDefaults = TimestampDefaults[1..];
    private static readonly string[] Labels = Array.ConvertAll(Enum.GetNames<TimeInterval>(), name => name switch
    {
        nameof(TimeInterval.DayOfWeekIndex) => "Day of the week (index)",
        nameof(TimeInterval.DayOfMonthNum) => "Day of the month (number)",
        nameof(TimeInterval.DayOfYearNum) => "Day of the year (number)",
        nameof(TimeInterval.WeekNum) => "Week (number)",
        nameof(TimeInterval.MonthNum) => "Month (number)",
        nameof(TimeInterval.QuarterNum) => "Quarter (number)",
        nameof(TimeInterval.YearNum) => "Year (number)",
        nameof(TimeInterval.DayOfWeekName) => "Day of the week (name)",
        nameof(TimeInterval.MonthName) => "Month (name)",
        nameof(TimeInterval.QuarterName) => "Quarter (name)",
        nameof(TimeInterval.HourOfDayNum) => "Hour of day (number)",
        nameof(TimeInterval.MinuteOfHourNum) => "Minute of hour (number)",
        _ => name,
    });

    /// <summary>The intervals of a time whose author asks for none in particular, by their names.</summary>
    public static IReadOnlyList<string> DefaultNamesOf(FieldType type) => type switch
    {
        FieldType.Timestamp => TimestampDefaults,
        FieldType.Date => DateDefaults,
        _ => [],
    };

    /// <summary>As meta writes it, such as <c>DAY_OF_WEEK_NAME</c>.</summary>
    public static string NameOf(TimeInterval interval) => Names[(int)interval];

    /// <summary>What a time's name is followed by when it is cut, such as <c>_day_of_week_name</c>.</summary>
    public static string SuffixOf(TimeInterval interval) => Suffixes[(int)interval];

    public static bool TryParse(string name, out TimeInterval interval)
    {
        var at = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        interval = at < 0 ? default : (TimeInterval)at;
        return at >= 0;
    }

    public static string LabelOf(TimeInterval interval) => Labels[(int)interval];

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
