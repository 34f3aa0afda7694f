using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Integration.Compilation;

/// <summary>MetricFlow's metrics on tables small enough to count on one's fingers: over several models, of another time, and adding up.</summary>
public sealed class MetricFlowTests : IAsyncDisposable
{
    // Order 2 and 4 have no items; March has refunds and no orders, February orders and no refunds.
    private readonly TinyProject shop = new(
        """
        CREATE TABLE customers AS SELECT * FROM (VALUES (1, 'West'), (2, 'East'), (3, 'West')) t(id, region);
        CREATE TABLE orders AS SELECT * FROM (VALUES (1, 1, DATE '2025-01-10', 10, TRUE), (2, 1, DATE '2025-02-10', 20, FALSE), (3, 2, DATE '2025-02-28', 30, FALSE), (4, 3, DATE '2025-04-05', 40, TRUE)) t(id, customer_id, ordered_at, amount, gift);
        CREATE TABLE items AS SELECT * FROM (VALUES (1, 1, 4, DATE '2025-01-10'), (2, 1, 6, DATE '2025-01-11'), (3, 3, 10, DATE '2025-02-28'), (4, 3, 10, DATE '2025-02-28'), (5, 3, 10, DATE '2025-03-01')) t(id, order_id, price, sold_at);
        CREATE TABLE refunds AS SELECT * FROM (VALUES (1, 1, DATE '2025-01-20', 5), (2, 2, DATE '2025-03-02', 7), (3, 3, DATE '2025-04-09', 1)) t(id, customer_id, refunded_at, amount);
        CREATE TABLE metricflow_time_spine AS SELECT CAST(d AS DATE) AS date_day FROM generate_series(DATE '2024-12-01', DATE '2026-12-31', INTERVAL 1 DAY) t(d);
        """,
        """
        {
          "customers": { "columns": { "region": { "type": "VARCHAR" } } },
          "orders": { "columns": { "ordered_at": { "type": "DATE" }, "amount": { "type": "INTEGER" } } },
          "items": { "columns": { "price": { "type": "INTEGER" }, "sold_at": { "type": "DATE" } } },
          "refunds": { "meta": { "sql_filter": "amount > 0" }, "columns": { "refunded_at": { "type": "DATE" } } },
          "metricflow_time_spine": { "columns": {} }
        }
        """,
        """
        {
          "semantic_models": {
            "semantic_model.tiny.customers": { "name": "customers", "depends_on": { "nodes": ["model.tiny.customers"] }, "entities": [ { "name": "customer", "type": "primary", "expr": "id" } ], "dimensions": [ { "name": "region", "type": "categorical" } ], "measures": [] },
            "semantic_model.tiny.orders": {
              "name": "orders", "depends_on": { "nodes": ["model.tiny.orders"] }, "defaults": { "agg_time_dimension": "ordered_at" },
              "entities": [ { "name": "order", "type": "primary", "expr": "id" }, { "name": "customer", "type": "foreign", "expr": "customer_id" } ],
              "dimensions": [ { "name": "ordered_at", "type": "time", "type_params": { "time_granularity": "day" } }, { "name": "is_gift", "type": "categorical", "expr": "gift" } ],
              "measures": [ { "name": "amount", "agg": "sum" }, { "name": "buyers", "agg": "count_distinct", "expr": "customer_id" }, { "name": "gifts", "agg": "sum_boolean", "expr": "gift" }, { "name": "balance", "agg": "sum", "expr": "amount", "non_additive_dimension": { "name": "ordered_at" } } ]
            },
            "semantic_model.tiny.items": {
              "name": "items", "depends_on": { "nodes": ["model.tiny.items"] }, "defaults": { "agg_time_dimension": "sold_at" },
              "entities": [ { "name": "item", "type": "primary", "expr": "id" }, { "name": "order", "type": "foreign", "expr": "order_id" } ],
              "dimensions": [ { "name": "sold_at", "type": "time" } ], "measures": [ { "name": "sold", "agg": "sum", "expr": "price" } ]
            },
            "semantic_model.tiny.refunds": {
              "name": "refunds", "depends_on": { "nodes": ["model.tiny.refunds"] }, "defaults": { "agg_time_dimension": "refunded_at" },
              "entities": [ { "name": "refund", "type": "primary", "expr": "id" }, { "name": "customer", "type": "foreign", "expr": "customer_id" } ],
              "dimensions": [ { "name": "refunded_at", "type": "time" } ], "measures": [ { "name": "refunded", "agg": "sum", "expr": "amount" } ]
            }
          },
          "metrics": {
            "metric.tiny.revenue": { "name": "revenue", "type": "simple", "type_params": { "measure": { "name": "amount" } } },
            "metric.tiny.buyers": { "name": "buyers", "type": "simple", "type_params": { "measure": { "name": "buyers" } } },
            "metric.tiny.gifts": { "name": "gifts", "type": "simple", "type_params": { "measure": { "name": "gifts" } } },
            "metric.tiny.west": { "name": "west", "type": "simple", "filter": { "where_filters": [ { "where_sql_template": "{{ Dimension('customer__region') }} = 'West'" }, { "where_sql_template": "not {{ Dimension('order__is_gift') }}" } ] }, "type_params": { "measure": { "name": "amount" } } },
            "metric.tiny.refunded": { "name": "refunded", "type": "simple", "type_params": { "measure": { "name": "refunded", "fill_nulls_with": 0 } } },
            "metric.tiny.sold": { "name": "sold", "type": "simple", "type_params": { "measure": { "name": "sold" } } },
            "metric.tiny.net": { "name": "net", "type": "derived", "type_params": { "expr": "revenue - refunded", "metrics": [ { "name": "revenue" }, { "name": "refunded" } ] } },
            "metric.tiny.sold_share": { "name": "sold_share", "type": "ratio", "type_params": { "numerator": { "name": "sold" }, "denominator": { "name": "revenue" } } },
            "metric.tiny.refund_rate": { "name": "refund_rate", "type": "ratio", "type_params": { "numerator": { "name": "refunded" }, "denominator": { "name": "net" } } },
            "metric.tiny.growth": { "name": "growth", "type": "derived", "type_params": { "expr": "now - before", "metrics": [ { "name": "revenue", "alias": "now" }, { "name": "revenue", "alias": "before", "offset_window": { "count": 1, "granularity": "month" } } ] } },
            "metric.tiny.before": { "name": "before", "type": "derived", "type_params": { "expr": "revenue", "metrics": [ { "name": "revenue", "offset_window": { "count": 1, "granularity": "month" } } ] } },
            "metric.tiny.week_ago": { "name": "week_ago", "type": "derived", "type_params": { "expr": "revenue", "metrics": [ { "name": "revenue", "offset_window": { "count": 1, "granularity": "week" } } ] } },
            "metric.tiny.gift_now": { "name": "gift_now", "type": "derived", "type_params": { "expr": "g", "metrics": [ { "name": "revenue", "alias": "g", "filter": { "where_filters": [ { "where_sql_template": "{{ Dimension('order__is_gift') }}" } ] } } ] } },
            "metric.tiny.so_far": { "name": "so_far", "type": "cumulative", "type_params": { "measure": { "name": "amount" }, "cumulative_type_params": { "period_agg": "last" } } },
            "metric.tiny.at_first": { "name": "at_first", "type": "cumulative", "type_params": { "cumulative_type_params": { "metric": { "name": "revenue" } } } },
            "metric.tiny.this_month": { "name": "this_month", "type": "cumulative", "type_params": { "measure": { "name": "amount" }, "grain_to_date": "month", "cumulative_type_params": { "period_agg": "last" } } },
            "metric.tiny.buyers_31": { "name": "buyers_31", "type": "cumulative", "type_params": { "measure": { "name": "buyers" }, "window": { "count": 31, "granularity": "day" }, "cumulative_type_params": { "period_agg": "last" } } },
            "metric.tiny.balance": { "name": "balance", "type": "simple", "type_params": { "measure": { "name": "balance" } } },
            "metric.tiny.conversion": { "name": "conversion", "type": "conversion", "type_params": {} },
            "metric.tiny.itself": { "name": "itself", "type": "derived", "type_params": { "expr": "itself + 1", "metrics": [ { "name": "itself" } ] } },
            "metric.tiny.round": { "name": "round", "type": "ratio", "type_params": { "numerator": { "name": "trip" }, "denominator": { "name": "trip" } } },
            "metric.tiny.trip": { "name": "trip", "type": "ratio", "type_params": { "numerator": { "name": "round" }, "denominator": { "name": "round" } } },
            "metric.tiny.lost": { "name": "lost", "type": "derived", "type_params": { "expr": "revenue + nothing", "metrics": [ { "name": "revenue" } ] } },
            "metric.tiny.old": { "name": "old", "calculation_method": "sum", "expression": "amount", "model": "ref('orders')" }
          }
        }
        """);

    [Theory]
    [InlineData("", "orders.revenue orders.net orders.gifts orders.west", "100|87|2|20")]
    [InlineData("customers.region", "orders.net orders.revenue", "East|23|30", "West|64|70")]
    [InlineData("orders.ordered_at_month", "orders.revenue orders.net", "2025-01-01|10|5", "2025-02-01|50|50", "2025-03-01|∅|∅", "2025-04-01|40|39")]
    [InlineData("orders.ordered_at_month customers.region", "orders.net", "2025-01-01|West|5", "2025-02-01|East|30", "2025-02-01|West|20", "2025-03-01|East|∅", "2025-04-01|West|39")]
    public async Task A_metric_over_several_models_counts_all_rows_of_each(string dimensions, string metrics, params string[] rows) => await Check("orders", dimensions, metrics, rows);

    [Theory]
    [InlineData("", "items.sold items.sold_share", "40|0.4")]
    [InlineData("customers.region", "items.sold items.sold_share", "East|30|1", "West|10|0.14285714285714285")]
    // The item of March the first belongs to an order of February: each number has its own time.
    [InlineData("items.sold_at_month", "items.sold items.sold_share", "2025-01-01|10|1", "2025-02-01|20|0.4", "2025-03-01|10|∅", "2025-04-01|∅|∅")]
    [InlineData("", "refunds.refunded refunds.refund_rate", "13|0.14942528735632185", "refunds")]
    public async Task A_ratio_over_several_models_divides_whole_numbers_of_each(string dimensions, string metrics, params string[] rows)
        => await Check(rows[^1] == "refunds" ? "refunds" : "items", dimensions, metrics, rows[^1] == "refunds" ? rows[..^1] : rows);

    [Theory]
    [InlineData("orders.ordered_at_month", "orders.revenue orders.growth orders.before", "2025-01-01|10|∅|∅", "2025-02-01|50|40|10", "2025-03-01|∅|∅|50", "2025-04-01|40|∅|∅", "2025-05-01|∅|∅|40")]
    // A quarter of months that begin one earlier: December to February.
    [InlineData("orders.ordered_at_quarter", "orders.before", "2025-01-01|60", "2025-04-01|40")]
    [InlineData("orders.ordered_at_week", "orders.week_ago", "2025-01-13|10", "2025-02-17|20", "2025-03-03|30", "2025-04-07|40")]
    [InlineData("orders.ordered_at_day customers.region", "orders.before", "2025-02-10|West|10", "2025-03-10|West|20", "2025-03-28|East|30", "2025-03-29|East|30", "2025-03-30|East|30", "2025-03-31|East|30", "2025-05-05|West|40")]
    public async Task An_offset_shows_what_was_then(string dimensions, string metrics, params string[] rows) => await Check("orders", dimensions, metrics, rows);

    [Theory]
    [InlineData("orders.ordered_at_month", "orders.so_far orders.at_first orders.this_month orders.revenue", "2025-01-01|10|10|10|10", "2025-02-01|60|10|50|50", "2025-03-01|60|60|∅|∅", "2025-04-01|100|60|40|40")]
    [InlineData("orders.ordered_at_month customers.region", "orders.so_far", "2025-01-01|West|10", "2025-02-01|East|30", "2025-02-01|West|30", "2025-03-01|East|30", "2025-03-01|West|30", "2025-04-01|East|30", "2025-04-01|West|70")]
    [InlineData("orders.ordered_at_month", "orders.buyers_31", "2025-01-01|1", "2025-02-01|2", "2025-03-01|1", "2025-04-01|1")]
    [InlineData("", "orders.so_far", "100")]
    [InlineData("customers.region", "orders.so_far", "East|30", "West|70")]
    public async Task A_cumulative_metric_adds_up_over_time(string dimensions, string metrics, params string[] rows) => await Check("orders", dimensions, metrics, rows);

    [Fact]
    public async Task A_filter_on_the_time_hides_days_and_not_what_came_before()
    {
        var april = TinyProject.Rule("orders.ordered_at", FilterOperator.GreaterThanOrEqual, "2025-04-01");
        Assert.Equal(["2025-04-01|100"], await AskAsync(TinyProject.Query("orders", "orders.ordered_at_month", "orders.so_far", april)));
        var february = TinyProject.Rule("orders.ordered_at_month", FilterOperator.Equals, "2025-02-01");
        Assert.Equal(["2025-02-01|50|40"], await AskAsync(TinyProject.Query("orders", "orders.ordered_at_month", "orders.revenue orders.growth", february)));
        var march = TinyProject.Rule("orders.ordered_at", FilterOperator.InBetween, "2025-03-30", "2025-04-30");
        Assert.Equal(["2025-03-30|30", "2025-03-31|30"], await AskAsync(TinyProject.Query("orders", "orders.ordered_at_day", "orders.before", march)));
        // A filter on the customer holds in every part.
        Assert.Equal(["2025-02-01|30|30", "2025-03-01|30|∅", "2025-04-01|30|∅"], await AskAsync(TinyProject.Query("orders", "orders.ordered_at_month", "orders.so_far orders.net", TinyProject.Rule("customers.region", FilterOperator.Equals, "East"))));
    }

    [Fact]
    public async Task A_filter_of_an_input_is_its_own() => Assert.Equal(["100|50"], await AskAsync(TinyProject.Query("orders", "", "orders.revenue orders.gift_now")));

    [Theory]
    [InlineData("orders", "orders.is_gift", "orders.net", "semantics.no-common-dimension")]
    [InlineData("orders", "orders.ordered_at_week", "orders.before", "semantics.bad-grain")]
    [InlineData("orders", "", "orders.this_month", "semantics.needs-time")]
    public async Task What_cannot_be_computed_is_refused_with_the_remedy(string explore, string dimensions, string metrics, string code)
        => Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(() => AskAsync(TinyProject.Query(explore, dimensions, metrics)))).Code);

    [Theory]
    [InlineData("balance", "non_additive_dimension")]
    [InlineData("conversion", "conversion metrics are not computed")]
    [InlineData("itself", "refers to itself")]
    [InlineData("round", "refers to itself")]
    [InlineData("lost", "none of its metrics")]
    [InlineData("old", "dbt_metrics")]
    public void A_metric_that_is_not_computed_is_left_out_with_the_reason(string metric, string reason)
    {
        var finding = Assert.Single(shop.Layer.Diagnostics, finding => finding.Where?.Subject == metric);
        Assert.Contains(reason, finding.Message + finding.Hint, StringComparison.Ordinal);
        Assert.True(shop.Layer.TryGetExplore("orders", out var orders));
        Assert.DoesNotContain(orders.Metrics, one => one.Reference.Name == metric);
    }

    [Fact]
    public void In_an_explore_whose_rows_are_others_such_a_metric_is_not_offered()
    {
        Assert.True(shop.Layer.TryGetExplore("items", out var items));
        Assert.Contains(items.Metrics, metric => metric.Reference.ToString() == "orders.revenue");
        Assert.DoesNotContain(items.Metrics, metric => metric.Reference.ToString() is "orders.net" or "orders.so_far" or "orders.growth");
    }

    [Theory]
    [InlineData("orders", "orders.net")]
    [InlineData("refunds", "refunds.refunded")]
    public void The_row_rules_of_what_is_computed_apart_are_told(string explore, string metric)
        => Assert.Equal([("refunds", "( amount > 0 )")], shop.Compiler.Explain(TinyProject.Query(explore, "", metric), TinyProject.Context()).RowRules.Select(rule => (rule.Table, rule.Sql)));

    public async ValueTask DisposeAsync() => await shop.DisposeAsync();

    private Task<IReadOnlyList<string>> AskAsync(MetricQuery query) => shop.AskAsync(query, TinyProject.Context() with { Now = new DateTimeOffset(2025, 4, 20, 12, 0, 0, TimeSpan.Zero) });

    private async Task Check(string explore, string dimensions, string metrics, string[] rows)
        => Assert.Equal(rows, await AskAsync(TinyProject.Query(explore, dimensions, metrics)));
}
