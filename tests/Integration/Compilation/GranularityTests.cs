using System.Text;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Integration.Compilation;

/// <summary>Models without dbt, and times cut in the project's own ways.</summary>
public sealed class GranularityTests : IAsyncDisposable
{
    private readonly TinyProject shop = new(
        "CREATE TABLE visits AS SELECT * FROM (VALUES (1, TIMESTAMP '2025-09-30 23:30:00', 'a'), (2, TIMESTAMP '2025-10-01 03:30:00', 'b'), (3, TIMESTAMP '2025-10-01 12:00:00', 'B')) t(id, seen_at, answer);",
        new ProjectFiles
        {
            Configuration = Encoding.UTF8.GetBytes(
                """
                defaults: { case_sensitive: false }
                custom_granularities:
                  fiscal_year: { label: Fiscal year, sql: "DATE_TRUNC('year', ${COLUMN} + INTERVAL '3 months')" }
                  shift: { label: Shift, sql: "CASE WHEN DATE_PART('hour', ${COLUMN}) < 12 THEN 'early' ELSE 'late' END", type: string }
                warehouse: { type: duckdb }
                """),
            Models =
            [
                new ProjectFile("lightdash/models/visits.yml", Encoding.UTF8.GetBytes(
                    """
                    type: model
                    name: visits
                    sql_from: SELECT * FROM visits WHERE id < 100
                    primary_key: id
                    dimensions:
                      - { name: id, type: number, sql: "${TABLE}.id", metrics: { people: { type: count_distinct } } }
                      - { name: seen_at, type: timestamp, sql: "${TABLE}.seen_at", time_intervals: [DAY, fiscal_year, shift] }
                      - { name: answer, type: string, sql: "${TABLE}.answer" }
                    """)),
            ],
        });

    [Theory]
    [InlineData("UTC", "visits.seen_at_fiscal_year", "2025-01-01|1", "2026-01-01|2")]
    // In New York the second visit was still in September.
    [InlineData("America/New_York", "visits.seen_at_fiscal_year", "2025-01-01|2", "2026-01-01|1")]
    [InlineData("UTC", "visits.seen_at_shift", "early|1", "late|2")]
    [InlineData("America/New_York", "visits.seen_at_shift", "early|1", "late|2")]
    public async Task A_time_is_cut_on_the_clock_of_the_zone(string zone, string dimension, params string[] rows)
    {
        var context = TinyProject.Context() with { TimeZone = zone };
        Assert.Equal(rows, (await shop.AskAsync(TinyProject.Query("visits", dimension, "visits.people"), context)).Select(row => row.Replace(" 00:00:00", "", StringComparison.Ordinal)));
        var filter = TinyProject.Rule(dimension, FilterOperator.Equals, rows[0].Split('|')[0]);
        Assert.Single(await shop.AskAsync(TinyProject.Query("visits", dimension, "visits.people", filter), context));
    }

    [Fact]
    public async Task The_project_says_whether_case_matters()
        => Assert.Equal(["2"], await shop.AskAsync(TinyProject.Query("visits", "", "visits.people", TinyProject.Rule("visits.answer", FilterOperator.Equals, "b"))));

    public async ValueTask DisposeAsync() => await shop.DisposeAsync();
}
