namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>A stretch of the calendar.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, included.</param>
/// <param name="HasYear">Whether the year was said.</param>
internal readonly record struct CalendarPeriod(DateOnly From, DateOnly To, bool HasYear)
{
    public CalendarPeriod InYear(int year) => new(From.AddYears(year - From.Year), To.AddYears(year - From.Year), HasYear: true);
}
