using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Compilation;

/// <summary>Metrics of an earlier period beside those of the query's own, worked out by hand: filters and row rules hold in both.</summary>
public sealed class EarlierPeriodTests : IAsyncDisposable
{
    private readonly TinyProject shop = new(
        """
        CREATE TABLE sales AS SELECT * FROM (VALUES
            (DATE '2024-02-29', TIMESTAMP '2024-02-29 10:00:00', 1, 'West', 7),
            (DATE '2025-01-31', TIMESTAMP '2025-01-31 23:30:00', 1, 'West', 10), (DATE '2025-02-15', TIMESTAMP '2025-02-15 10:00:00', 2, 'East', 20),
            (DATE '2025-02-28', TIMESTAMP '2025-02-28 23:30:00', 1, 'West', 40), (DATE '2025-03-31', TIMESTAMP '2025-03-31 10:00:00', 1, 'West', 80),
            (DATE '2026-02-28', TIMESTAMP '2026-02-28 10:00:00', 2, 'East', 5)) t(day, "at", shop_id, region, amount);
        CREATE TABLE shops AS SELECT * FROM (VALUES (1, 'One', 100), (2, 'Two', 200)) t(id, name, rent);
        """,
        """
        {
          "sales": {
            "meta": { "sql_filter": "${TABLE}.region IN (${lightdash.attributes.region})", "joins": [ { "join": "shops", "sql_on": "${shops.id} = ${sales.shop_id}", "relationship": "many-to-one" } ],
              "metrics": { "half": { "type": "number", "sql": "${revenue} / 2.0" }, "running": { "type": "running_total", "sql": "${revenue}" } } },
            "columns": {
              "day": { "type": "DATE", "meta": { "dimension": { "time_intervals": ["DAY", "WEEK", "MONTH", "YEAR", "MONTH_NUM"] } } }, "at": { "type": "TIMESTAMP", "meta": { "dimension": { "time_intervals": ["RAW", "DAY", "MONTH"] } } },
              "shop_id": { "type": "INTEGER" }, "region": { "type": "VARCHAR" }, "amount": { "type": "INTEGER", "meta": { "metrics": { "revenue": { "type": "sum" } } } }
            }
          },
          "shops": { "meta": { "primary_key": "id" }, "columns": { "id": { "type": "INTEGER" }, "name": { "type": "VARCHAR" }, "rent": { "type": "INTEGER", "meta": { "metrics": { "rents": { "type": "sum" } } } } } }
        }
        """);

    private static CompilationContext Everybody { get; } = TinyProject.Context(("region", ["West", "East"]));

    [Fact]
    public async Task Each_bucket_has_beside_it_what_was_there_before()
    {
        Assert.Equal(
            ["2024-02-01|7|∅", "2025-01-01|10|∅", "2025-02-01|60|10", "2025-03-01|80|60", "2026-02-01|5|∅"],
            await AskAsync("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Months));
        Assert.Equal(
            ["2024-02-01|7|∅", "2025-01-01|10|∅", "2025-02-01|60|7", "2025-03-01|80|∅", "2026-02-01|5|60"],
            await AskAsync("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Years));
        Assert.Equal(["2024-01-01|7|∅", "2025-01-01|150|3.5", "2026-01-01|5|75"], await AskAsync("sales.day_year", "sales.revenue", "sales.day_year", FilterUnit.Years, of: "sales.half"));
    }

    /// <summary>The 31st has no counterpart in a shorter month, and the 28th has exactly one.</summary>
    [Fact]
    public async Task A_day_is_compared_with_its_counterpart_alone()
        => Assert.Equal(
            ["2024-02-29|7|∅", "2025-01-31|10|∅", "2025-02-15|20|∅", "2025-02-28|40|∅", "2025-03-31|80|∅", "2026-02-28|5|40"],
            await AskAsync("sales.day_day", "sales.revenue", "sales.day_day", FilterUnit.Years));

    [Fact]
    public async Task Filters_hold_and_ranges_over_the_time_move_back()
    {
        FilterRule february = TinyProject.Rule("sales.day", FilterOperator.InBetween, "2025-02-01", "2025-03-31");
        Assert.Equal(["2025-02-01|60|10", "2025-03-01|80|60"], await AskAsync("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Months, null, null, february));
        Assert.Equal(["2025-02-01|40|10", "2025-03-01|80|40"], await AskAsync("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Months, null, null, february, TinyProject.Rule("sales.region", FilterOperator.Equals, "West")));
        Assert.Equal(["2025-02-01|60|10"], await AskAsync("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Months, null, null, TinyProject.Rule("sales.day_month", FilterOperator.Equals, "2025-02-01")));
        var current = TinyProject.Rule("sales.day", FilterOperator.InTheCurrent) with { Unit = FilterUnit.Years };
        Assert.Equal(["2026-01-01|5|150"], await AskAsync("sales.day_year", "sales.revenue", "sales.day_year", FilterUnit.Years, Everybody with { Now = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero) }, null, current));
    }

    [Fact]
    public async Task Row_rules_hold_in_both_periods()
    {
        Assert.Equal(["2024-02-01|7|∅", "2025-01-01|10|∅", "2025-02-01|40|10", "2025-03-01|80|40"], await AskAsync("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Months, TinyProject.Context(("region", ["West"]))));
        Assert.Throws<RefusalException>(() => shop.Compiler.Compile(Query("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Months), TinyProject.Context()));
    }

    /// <summary>23:30 UTC on the last day is the next month in Berlin.</summary>
    [Fact]
    public async Task Months_are_those_of_the_zone()
        => Assert.Equal(
            ["2025-02-01|30|∅", "2025-03-01|120|30"],
            await AskAsync("sales.at_month", "sales.revenue", "sales.at_month", FilterUnit.Months, Everybody with { TimeZone = "Europe/Berlin" }, null, TinyProject.Rule("sales.at", FilterOperator.InBetween, "2025-02-01", "2025-03-31")));

    [Fact]
    public async Task Other_dimensions_and_coarser_times_stand_beside_it()
    {
        Assert.Equal(
            ["2025-02-01|2025-01-01|One|40|10", "2025-02-01|2025-01-01|Two|20|∅", "2025-03-01|2025-01-01|One|80|40"],
            await AskAsync("sales.day_month sales.day_year shops.name", "sales.revenue", "sales.day_month", FilterUnit.Months, null, null, TinyProject.Rule("sales.day", FilterOperator.InBetween, "2025-02-01", "2025-03-31")));
        // The rents of a joined table: each shop once for each month, although it has several sales.
        Assert.Equal(["2025-02-01|300|100", "2025-03-01|100|300"], await AskAsync("sales.day_month", "shops.rents", "sales.day_month", FilterUnit.Months, null, "shops.rents", TinyProject.Rule("sales.day", FilterOperator.InBetween, "2025-02-01", "2025-03-31")));
    }

    [Fact]
    public async Task The_value_may_be_filtered_sorted_and_calculated_with()
    {
        var earlier = new FieldReference("sales", "before");
        var query = Query("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Months) with
        {
            MetricFilters = new FilterGroup(FilterConjunction.And, [new FilterRule { Field = earlier, Operator = FilterOperator.NotNull }]),
            Sorts = [new SortBy(earlier, true)],
            Calculations = [new TableCalculation { Name = "growth", Formula = "=ROUND(sales.revenue / sales_before - 1, 2)" }],
        };
        Assert.Equal(["2025-03-01|80|60|0.33", "2025-02-01|60|10|5"], await shop.AskAsync(query, Everybody));
    }

    [Theory]
    [InlineData("sales.region", "sales.day_month", "Months", "among the dimensions")]
    [InlineData("sales.day_week", "sales.day_week", "Months", "its buckets divide")]
    [InlineData("sales.day_month sales.day_day", "sales.day_month", "Months", "sales.day_day is finer")]
    [InlineData("sales.day_month sales.day", "sales.day_month", "Months", "sales.day is finer")]
    [InlineData("sales.at_raw", "sales.at_raw", "Days", "no time that is cut")]
    [InlineData("sales.day_month_num", "sales.day_month_num", "Years", "no time that is cut")]
    public void What_has_no_counterpart_is_refused(string dimensions, string time, string unit, string message)
        => Assert.Contains(message, Assert.Throws<RefusalException>(() => shop.Compiler.Compile(Query(dimensions, "sales.revenue", time, Enum.Parse<FilterUnit>(unit)), Everybody)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_filter_on_a_part_of_the_time_is_refused()
        => Assert.Contains("cannot be filtered by", Assert.Throws<RefusalException>(() => shop.Compiler.Compile(
            Query("sales.day_month", "sales.revenue", "sales.day_month", FilterUnit.Months, null, TinyProject.Rule("sales.day_month_num", FilterOperator.Equals, "2")), Everybody)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task It_is_read_as_Lightdash_writes_it()
    {
        using var json = JsonDocument.Parse("""
            { "exploreName": "sales", "dimensions": ["sales_day_month", "kind"], "metrics": ["sales_revenue", "sales_before"], "limit": 10,
              "filters": { "dimensions": { "and": [ { "target": { "fieldId": "sales_day" }, "operator": "inBetween", "values": ["2025-02-01", "2025-03-31"] } ] } },
              "customDimensions": [ { "id": "kind", "name": "Kind", "type": "bin", "table": "sales", "dimensionId": "sales_region", "binType": "custom_group",
                "customGroups": [ { "name": "W", "values": [ { "matchType": "startsWith", "value": "We" }, { "matchType": "exact", "value": "nobody" } ] }, { "name": "t", "values": [ { "matchType": "includes", "value": "ast" } ] } ] } ],
              "additionalMetrics": [ { "table": "sales", "name": "before", "type": "sum", "sql": "${TABLE}.amount", "generationType": "periodOverPeriod", "baseMetricId": "sales_revenue", "timeDimensionId": "sales_day_month", "granularity": "MONTH", "periodOffset": 1 } ] }
            """);
        var query = LightdashQueryReader.Read(json.RootElement, shop.Layer);
        Assert.Equal(["2025-02-01|W|40|10", "2025-02-01|t|20|∅", "2025-03-01|W|80|40"], await shop.AskAsync(query, Everybody));
        Assert.Equal("Revenue (previous month)", shop.Compiler.Compile(query, Everybody).Columns[^1].Label);
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private Task<IReadOnlyList<string>> AskAsync(string dimensions, string metrics, string time, FilterUnit unit, CompilationContext? context = null, string? of = null, params FilterNode[] filters)
        => shop.AskAsync(Query(dimensions, metrics, time, unit, of, filters), context ?? Everybody);

    private static MetricQuery Query(string dimensions, string metrics, string time, FilterUnit unit, string? of = null, params FilterNode[] filters)
    {
        var metric = TinyProject.Reference(of ?? metrics);
        var query = TinyProject.Query("sales", dimensions, metrics, filters);
        var earlier = new AdditionalMetric { Reference = new FieldReference(metric.Table, "before"), Kind = MetricType.Sum, Earlier = new EarlierPeriod(metric, TinyProject.Reference(time), unit, 1) };
        return query with { Metrics = [.. query.Metrics, earlier.Reference], AdditionalMetrics = [earlier] };
    }
}
