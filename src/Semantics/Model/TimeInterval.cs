namespace Vitrine.Semantics.Model;

/// <summary>How a time is cut: truncated, counted or named.</summary>
public enum TimeInterval
{
    /// <summary>As it is.</summary>
    Raw,

    /// <summary>The first day of its year.</summary>
    Year,

    /// <summary>The first day of its quarter.</summary>
    Quarter,

    /// <summary>The first day of its month.</summary>
    Month,

    /// <summary>The first day of its week.</summary>
    Week,

    /// <summary>Its day.</summary>
    Day,

    /// <summary>The beginning of its hour.</summary>
    Hour,

    /// <summary>The beginning of its minute.</summary>
    Minute,

    /// <summary>The beginning of its second.</summary>
    Second,

    /// <summary>The beginning of its millisecond.</summary>
    Millisecond,

    /// <summary>1 to 7, counted from the first day of the week.</summary>
    DayOfWeekIndex,

    /// <summary>1 to 31.</summary>
    DayOfMonthNum,

    /// <summary>1 to 366.</summary>
    DayOfYearNum,

    /// <summary>The week of the year by ISO 8601, 1 to 53.</summary>
    WeekNum,

    /// <summary>1 to 12.</summary>
    MonthNum,

    /// <summary>1 to 4.</summary>
    QuarterNum,

    /// <summary>The year as a number.</summary>
    YearNum,

    /// <summary>Such as <c>Monday</c>.</summary>
    DayOfWeekName,

    /// <summary>Such as <c>January</c>.</summary>
    MonthName,

    /// <summary>Such as <c>Q1</c>.</summary>
    QuarterName,

    /// <summary>0 to 23.</summary>
    HourOfDayNum,

    /// <summary>0 to 59.</summary>
    MinuteOfHourNum,
}
