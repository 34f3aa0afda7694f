using Vitrine.Semantics.Metrics;

namespace Vitrine.Integration.Compilation;

/// <summary>Filters by value, by time and by zone, asked of a real engine.</summary>
public sealed class FilterTests : IAsyncDisposable
{
    private static readonly string[] Hostile = ["x--y", "/*z*/", "back\\slash", "it's", "100%", "100x", "a_b", "axb", "!", "Ünïcode", "${TABLE}", "'; DROP TABLE t; --", "$1"];

    private readonly TinyProject project = new(
        $"""
        CREATE TABLE t AS SELECT * FROM (VALUES {string.Join(", ", Hostile.Select((text, at) => $"({at}, '{text.Replace("'", "''", StringComparison.Ordinal)}')"))}, (99, NULL)) t(id, text);
        CREATE TABLE big AS SELECT * FROM (VALUES (12345678901234567890::HUGEINT, 0.1::DECIMAL(18,3), TRUE), (12345678901234567891, 0.2, FALSE), (NULL, NULL, NULL)) t(n, d, flag);
        CREATE TABLE e AS SELECT * FROM (VALUES
          (1, TIMESTAMP '2025-12-31 04:59:59.5', TIMESTAMPTZ '2025-12-31 04:59:59.5+00', DATE '2025-12-30'),
          (2, TIMESTAMP '2025-12-31 05:00:00', TIMESTAMPTZ '2025-12-31 05:00:00+00', DATE '2025-12-31'),
          (3, TIMESTAMP '2026-01-01 04:59:59.999999', TIMESTAMPTZ '2026-01-01 04:59:59.999999+00', DATE '2026-01-01'),
          (4, TIMESTAMP '2026-01-01 05:00:00', TIMESTAMPTZ '2026-01-01 05:00:00+00', DATE '2026-01-04'),
          (5, NULL, NULL, NULL)) t(id, "at", atz, day);
        """,
        """
        {
          "t": { "columns": { "id": { "type": "INTEGER" }, "text": { "type": "VARCHAR" } } },
          "big": { "columns": { "n": { "type": "HUGEINT", "meta": { "metrics": { "rows_n": { "type": "count", "sql": "1" } } } }, "d": { "type": "DECIMAL(18,3)" }, "flag": { "type": "BOOLEAN" } } },
          "e": { "columns": {
            "id": { "type": "INTEGER", "meta": { "metrics": { "n": { "type": "count" } } } },
            "at": { "type": "TIMESTAMP", "meta": { "dimension": { "time_intervals": ["RAW", "HOUR", "DAY", "WEEK", "MONTH", "DAY_OF_WEEK_INDEX", "DAY_OF_WEEK_NAME", "MONTH_NAME", "QUARTER_NAME", "HOUR_OF_DAY_NUM"] } } },
            "atz": { "type": "TIMESTAMP WITH TIME ZONE", "meta": { "dimension": { "time_intervals": ["DAY"] } } },
            "day": { "type": "DATE" } } }
        }
        """);

    [Fact]
    public async Task A_text_finds_itself_and_nothing_else()
    {
        for (var at = 0; at < Hostile.Length; at++)
        {
            Assert.Equal([$"{at}"], await project.AskAsync(TinyProject.Query("t", "t.id", "", TinyProject.Rule("t.text", FilterOperator.Equals, Hostile[at]))));
            Assert.Contains($"{at}", await project.AskAsync(TinyProject.Query("t", "t.id", "", TinyProject.Rule("t.text", FilterOperator.Include, Hostile[at]))));
        }

        Assert.Equal(["4"], await project.AskAsync(TinyProject.Query("t", "t.id", "", TinyProject.Rule("t.text", FilterOperator.Include, "%"))));
        Assert.Equal(["6"], await project.AskAsync(TinyProject.Query("t", "t.id", "", TinyProject.Rule("t.text", FilterOperator.StartsWith, "a_"))));
        Assert.Equal(["9"], await project.AskAsync(TinyProject.Query("t", "t.id", "", TinyProject.Rule("t.text", FilterOperator.Equals, "üNÏCODE") with { CaseSensitive = false })));
    }

    [Theory]
    [InlineData("big.n", FilterOperator.Equals, "12345678901234567890", "1")]
    [InlineData("big.n", FilterOperator.NotEquals, "12345678901234567890", "2")]
    [InlineData("big.d", FilterOperator.Equals, "0.1", "1")]
    [InlineData("big.d", FilterOperator.GreaterThan, "0.10000000000000000001", "1")]
    [InlineData("big.d", FilterOperator.LessThanOrEqual, "2e-1", "2")]
    [InlineData("big.flag", FilterOperator.NotEquals, "true", "2")]
    public async Task Numbers_keep_their_digits(string field, FilterOperator comparison, string value, string count)
        => Assert.Equal([count], await project.AskAsync(TinyProject.Query("big", "", "big.rows_n", TinyProject.Rule(field, comparison, value))));

    [Theory]
    [InlineData("e.at", "UTC", "4")]
    [InlineData("e.at", "America/New_York", "4")]
    [InlineData("e.atz", "America/New_York", "4")]
    [InlineData("e.day", "America/New_York", "3")]
    [InlineData("e.at_day", "America/New_York", "4")]
    public async Task The_current_day_ends_where_the_next_begins(string field, string zone, string first)
    {
        // 12:00 UTC is seven in the morning in New York, where the day began at 05:00 UTC.
        var rows = await project.AskAsync(TinyProject.Query("e", "e.id", "", TinyProject.Rule(field, FilterOperator.InTheCurrent) with { Unit = FilterUnit.Days }), TinyProject.Context() with { TimeZone = zone });
        Assert.Contains(first, rows);
        Assert.Equal(zone == "UTC" ? 2 : 1, rows.Count);
    }

    [Fact]
    public async Task Days_are_those_of_the_zone()
    {
        var context = TinyProject.Context() with { TimeZone = "America/New_York" };
        string[] days = ["2025-12-30|1", "2025-12-31|2", "2026-01-01|1", "∅|1"];
        Assert.Equal(days, await project.AskAsync(TinyProject.Query("e", "e.at_day", "e.n"), context));
        Assert.Equal(days, await project.AskAsync(TinyProject.Query("e", "e.atz_day", "e.n"), context));
    }

    [Fact]
    public async Task Names_sort_by_the_calendar_and_weeks_begin_where_the_project_says()
    {
        Assert.Equal(["Wednesday|2", "Thursday|2", "∅|1"], await project.AskAsync(TinyProject.Query("e", "e.at_day_of_week_name", "e.n") with { Sorts = [new SortBy(TinyProject.Reference("e.at_day_of_week_name"), false)] }));
        Assert.Equal(["2025-12-28|4", "∅|1"], await project.AskAsync(TinyProject.Query("e", "e.at_week", "e.n"), TinyProject.Context() with { WeekStart = DayOfWeek.Sunday }));
        Assert.Equal(["3|December|Q4|2", "4|January|Q1|2", "∅|∅|∅|1"], await project.AskAsync(TinyProject.Query("e", "e.at_day_of_week_index e.at_month_name e.at_quarter_name", "e.n")));
        Assert.Equal(["4|2", "5|2", "∅|1"], await project.AskAsync(TinyProject.Query("e", "e.at_day_of_week_index", "e.n"), TinyProject.Context() with { WeekStart = DayOfWeek.Sunday }));
    }

    [Theory]
    [InlineData("e.at", FilterOperator.InThePast, FilterOperator.NotInThePast, "1")]
    [InlineData("e.day", FilterOperator.InTheCurrent, FilterOperator.NotInTheCurrent, "1")]
    [InlineData("e.at", FilterOperator.Equals, FilterOperator.NotEquals, "2025-12-31")]
    [InlineData("e.day", FilterOperator.Equals, FilterOperator.NotEquals, "2025-12-31")]
    [InlineData("e.at_month", FilterOperator.Equals, FilterOperator.NotEquals, "2025-12-01")]
    [InlineData("e.at_hour", FilterOperator.Equals, FilterOperator.NotEquals, "2025-12-31T05:00:00Z")]
    [InlineData("t.text", FilterOperator.Include, FilterOperator.DoesNotInclude, "a")]
    [InlineData("e.day", FilterOperator.InBetween, FilterOperator.NotInBetween, "2025-12-30 2025-12-31")]
    [InlineData("e.at", FilterOperator.InBetween, FilterOperator.NotInBetween, "2025-12-30 2025-12-31")]
    public async Task A_filter_and_its_negation_are_everything(string field, FilterOperator one, FilterOperator other, string value)
    {
        var (explore, values) = (field[..field.IndexOf('.', StringComparison.Ordinal)], value.Split(' '));
        async Task<IEnumerable<string>> Rows(FilterOperator comparison) => await project.AskAsync(TinyProject.Query(explore, $"{explore}.id", "", TinyProject.Rule(field, comparison, values)));
        var (found, left, all) = (await Rows(one), await Rows(other), await project.AskAsync(TinyProject.Query(explore, $"{explore}.id", "")));
        Assert.NotEmpty(found);
        Assert.Empty(found.Intersect(left));
        Assert.Equal(all.Order(StringComparer.Ordinal), found.Concat(left).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("e.day", FilterOperator.Equals)]
    [InlineData("e.at", FilterOperator.Equals)]
    [InlineData("e.at", FilterOperator.GreaterThanOrEqual)]
    [InlineData("e.day", FilterOperator.LessThan)]
    public async Task A_time_without_a_value_filters_nothing_and_in_lightdashs_way_is_today(string field, FilterOperator comparison)
    {
        var query = TinyProject.Query("e", "e.id", "", TinyProject.Rule(field, comparison));
        Assert.Equal(5, (await project.AskAsync(query)).Count);
        Assert.InRange((await project.AskAsync(query, TinyProject.Context() with { FollowsLightdash = true })).Count, 0, 4);
    }

    public ValueTask DisposeAsync() => project.DisposeAsync();
}
