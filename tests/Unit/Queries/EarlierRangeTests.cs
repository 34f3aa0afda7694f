using System.Globalization;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Queries;

public sealed class EarlierRangeTests
{
    [Theory]
    [InlineData("2025-01-01", "2026-01-01", ComparisonTarget.PreviousPeriod, null, null, "2024-01-01", "2025-01-01")]
    [InlineData("2025-03-01", "2025-04-01", ComparisonTarget.PreviousPeriod, null, null, "2025-02-01", "2025-03-01")]
    [InlineData("2025-03-01", "2025-03-11", ComparisonTarget.PreviousPeriod, null, null, "2025-02-19", "2025-03-01")]
    [InlineData("2025-03-01", "2025-04-01", ComparisonTarget.PreviousYear, null, null, "2024-03-01", "2024-04-01")]
    [InlineData("2024-02-29", "2024-03-01", ComparisonTarget.PreviousYear, null, null, "2023-02-28", "2023-03-01")]
    [InlineData("2025-08-15", "2025-11-15", ComparisonTarget.PreviousPeriod, "months", "3", "2025-05-15", "2025-08-15")]
    [InlineData("2025-10-01", "2026-01-01", ComparisonTarget.PreviousPeriod, "quarters", null, "2025-07-01", "2025-10-01")]
    [InlineData("2025-11-03", "2025-11-10", ComparisonTarget.PreviousPeriod, "weeks", "1", "2025-10-27", "2025-11-03")]
    [InlineData("0001-01-05", "9999-01-01", ComparisonTarget.PreviousPeriod, null, null, "0001-01-01", "0001-01-05")]
    public void Ranges_are_shifted_by_the_calendar(string from, string to, ComparisonTarget target, string? unit, string? count, string earlierFrom, string earlierTo)
    {
        var value = new ArgumentValue { Unit = unit, Values = count is null ? [] : [new WrittenValue(count, default)] };
        Assert.Equal((Day(earlierFrom), Day(earlierTo)), EarlierRange.Of(Day(from), Day(to), DateTime.MaxValue, target, value));
    }

    [Theory]
    [InlineData("2026-01-01", "2027-01-01", "2026-11-29", ComparisonTarget.PreviousYear, "years", null, "2025-01-01", "2025-11-29")]
    [InlineData("2026-01-01", "2027-01-01", "2026-11-29", ComparisonTarget.PreviousPeriod, "years", null, "2025-01-01", "2025-11-29")]
    [InlineData("2026-03-01", "2026-04-01", "2026-03-31", ComparisonTarget.PreviousPeriod, "months", null, "2026-02-01", "2026-02-28")]
    [InlineData("2026-11-23", "2026-11-30", "2026-11-26", ComparisonTarget.PreviousPeriod, "weeks", null, "2026-11-16", "2026-11-19")]
    [InlineData("2026-11-01", "2026-12-11", "2026-11-11", ComparisonTarget.PreviousYear, null, null, "2025-11-01", "2025-11-11")]
    // Over, or all to come.
    [InlineData("2025-01-01", "2026-01-01", "2026-11-29", ComparisonTarget.PreviousYear, null, null, "2024-01-01", "2025-01-01")]
    [InlineData("2027-01-01", "2028-01-01", "2026-11-29", ComparisonTarget.PreviousYear, null, null, "2026-01-01", "2027-01-01")]
    public void A_range_that_goes_on_is_compared_as_far_as_it_has_come(string from, string to, string now, ComparisonTarget target, string? unit, string? count, string earlierFrom, string earlierTo)
    {
        var value = new ArgumentValue { Unit = unit, Values = count is null ? [] : [new WrittenValue(count, default)] };
        Assert.Equal((Day(earlierFrom), Day(earlierTo)), EarlierRange.Of(Day(from), Day(to), Day(now), target, value));
    }

    [Theory]
    [InlineData("2025-12-31", "2026-01-01", TimeInterval.Year, 1)]
    [InlineData("2025-12-31", "2026-01-01", TimeInterval.Quarter, 1)]
    [InlineData("2025-01-31", "2025-03-01", TimeInterval.Month, 2)]
    [InlineData("2025-11-02", "2025-11-03", TimeInterval.Week, 1)]
    [InlineData("2025-11-03", "2025-11-09", TimeInterval.Week, 0)]
    [InlineData("2024-02-28", "2024-03-01", TimeInterval.Day, 2)]
    public void Buckets_are_counted(string from, string to, TimeInterval interval, long between)
        => Assert.Equal(between, BucketOrdinal.Of(Day(to), interval, DayOfWeek.Monday) - BucketOrdinal.Of(Day(from), interval, DayOfWeek.Monday));

    [Fact]
    public void Weeks_begin_where_the_project_says()
    {
        long? Between(DayOfWeek start) => BucketOrdinal.Of(Day("2025-11-02"), TimeInterval.Week, start) - BucketOrdinal.Of(Day("2025-11-01"), TimeInterval.Week, start);
        Assert.Equal((1, 0), (Between(DayOfWeek.Sunday), Between(DayOfWeek.Monday)));
    }

    private static DateTime Day(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
