using System.Globalization;
using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics;

public sealed class RelativeRangeTests
{
    // A Thursday, 12:34:56 UTC.
    [Theory]
    [InlineData(FieldType.Date, FilterOperator.InThePast, "3", FilterUnit.Months, true, "2025-10-01T00:00:00", "2026-01-01T00:00:00")]
    [InlineData(FieldType.Timestamp, FilterOperator.InThePast, "3", FilterUnit.Months, true, "2025-10-01T00:00:00", "2026-01-01T00:00:00")]
    [InlineData(FieldType.Date, FilterOperator.InThePast, "14", FilterUnit.Days, false, "2025-12-18T00:00:00", "2026-01-02T00:00:00")]
    [InlineData(FieldType.Timestamp, FilterOperator.InThePast, "14", FilterUnit.Days, false, "2025-12-18T12:34:56", "2026-01-01T12:34:56")]
    [InlineData(FieldType.Timestamp, FilterOperator.InThePast, "2", FilterUnit.Hours, true, "2026-01-01T10:00:00", "2026-01-01T12:00:00")]
    [InlineData(FieldType.Date, FilterOperator.InTheNext, "1", FilterUnit.Weeks, true, "2026-01-05T00:00:00", "2026-01-12T00:00:00")]
    [InlineData(FieldType.Date, FilterOperator.InTheNext, "2", FilterUnit.Days, false, "2026-01-01T00:00:00", "2026-01-04T00:00:00")]
    [InlineData(FieldType.Date, FilterOperator.InTheCurrent, null, FilterUnit.Weeks, false, "2025-12-29T00:00:00", "2026-01-05T00:00:00")]
    [InlineData(FieldType.Timestamp, FilterOperator.InTheCurrent, null, FilterUnit.Quarters, false, "2026-01-01T00:00:00", "2026-04-01T00:00:00")]
    [InlineData(FieldType.Date, FilterOperator.InThePast, "2147483647", FilterUnit.Years, false, "0001-01-02T00:00:00", "2026-01-02T00:00:00")]
    public void Ranges_are_half_open(FieldType type, FilterOperator comparison, string? count, FilterUnit unit, bool completed, string from, string to)
    {
        var rule = new FilterRule { Field = default, Operator = comparison, Values = count is null ? [] : [count], Unit = unit, Completed = completed };
        Assert.Equal((At(from), At(to)), Show(RelativeRange.Resolve(rule, type, Context("UTC"))));
    }

    [Fact]
    public void Ranges_are_cut_in_the_zone_of_the_query()
    {
        var rule = new FilterRule { Field = default, Operator = FilterOperator.InThePast, Values = ["3"], Unit = FilterUnit.Months, Completed = true };
        var (from, to) = RelativeRange.Resolve(rule, FieldType.Timestamp, Context("America/New_York"));
        Assert.Equal(new DateTimeOffset(2025, 10, 1, 4, 0, 0, TimeSpan.Zero), from);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 5, 0, 0, TimeSpan.Zero), to);
    }

    [Fact]
    public void The_week_begins_where_the_project_says()
    {
        var rule = new FilterRule { Field = default, Operator = FilterOperator.InTheCurrent, Unit = FilterUnit.Weeks };
        Assert.Equal((At("2025-12-28T00:00:00"), At("2026-01-04T00:00:00")), Show(RelativeRange.Resolve(rule, FieldType.Date, Context("UTC") with { WeekStart = DayOfWeek.Sunday })));
    }

    [Theory]
    [InlineData(FieldType.Date, "2025-12-01", "2025-12-31", "2025-12-01T00:00:00", "2026-01-01T00:00:00")]
    [InlineData(FieldType.Timestamp, "2025-12-01", "2025-12-31", "2025-12-01T00:00:00", "2026-01-01T00:00:00")]
    [InlineData(FieldType.Timestamp, "2025-12-01T10:00:00Z", "2025-12-31T12:00:00+01:00", "2025-12-01T10:00:00", "2025-12-31T11:00:00.000001")]
    public void Both_ends_of_a_written_range_are_in_it(FieldType type, string first, string last, string from, string to)
    {
        var rule = new FilterRule { Field = default, Operator = FilterOperator.InBetween, Values = [first, last] };
        Assert.Equal((At(from), At(to)), Show(RelativeRange.Resolve(rule, type, Context("UTC"))));
    }

    [Fact]
    public void A_time_that_the_clock_skips_is_moved_on()
    {
        var rule = new FilterRule { Field = default, Operator = FilterOperator.Equals, Values = ["2026-03-29T02:30:00"] };
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), RelativeRange.Resolve(rule, FieldType.Timestamp, Context("Europe/Oslo")).From);
    }

    [Theory]
    [InlineData(FilterOperator.InThePast, "soon")]
    [InlineData(FilterOperator.InBetween, "2026-01-01")]
    [InlineData(FilterOperator.Equals, "yesterday")]
    [InlineData(FilterOperator.Include, "x")]
    public void What_is_no_range_is_refused(FilterOperator comparison, string value)
        => Assert.Throws<RefusalException>(() => RelativeRange.Resolve(new FilterRule { Field = new FieldReference("orders", "created"), Operator = comparison, Values = [value] }, FieldType.Date, Context("UTC")));

    private static CompilationContext Context(string zone) => new()
    {
        Identity = new QueryIdentity { PersonId = "somebody", Attributes = new Dictionary<string, IReadOnlyList<string>>() },
        Now = new DateTimeOffset(2026, 1, 1, 12, 34, 56, TimeSpan.Zero),
        TimeZone = zone,
    };

    private static (DateTime, DateTime) Show((DateTimeOffset From, DateTimeOffset To) range) => (range.From.UtcDateTime, range.To.UtcDateTime);

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
