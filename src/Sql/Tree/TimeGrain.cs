namespace Vitrine.Sql.Tree;

internal enum TimeGrain
{
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

internal enum TimePart
{
    MinuteOfHour,
    HourOfDay,

    /// <summary>1 to 7, from the first day of the week.</summary>
    DayOfWeek,
    DayOfMonth,
    DayOfYear,

    /// <summary>By ISO 8601.</summary>
    WeekOfYear,
    Month,
    Quarter,
    Year,
}

internal enum TimeName
{
    DayOfWeek,
    Month,
    Quarter,
}

internal enum AggregateKind
{
    Count,
    CountDistinct,
    Sum,
    Average,
    Min,
    Max,
    Median,
    Percentile,
}
