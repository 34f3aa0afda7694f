using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Integration.Compilation;

/// <summary>Every part of a metric query as Lightdash writes it does what it says, or is refused by name.</summary>
public sealed class QueryShapeTests : IAsyncDisposable
{
    private readonly TinyProject shop = new(
        """
        CREATE TABLE orders AS SELECT * FROM (VALUES
          (1, 'West', 'a', TIMESTAMP '2026-01-01 02:00:00', 100.25), (2, 'West', 'B', TIMESTAMP '2026-01-20 12:00:00', 50), (3, 'East', 'b', TIMESTAMP '2026-02-03 12:00:00', 10), (4, NULL, NULL, TIMESTAMP '2026-02-04 12:00:00', 1))
          t(id, region, code, created, net);
        """,
        """
        { "orders": {
          "meta": { "primary_key": "id", "metrics": {
            "net_sum": { "type": "sum", "sql": "${TABLE}.net", "round": 0 }, "west": { "type": "sum", "sql": "${TABLE}.net", "filters": [ { "region": "West" } ] },
            "running": { "type": "running_total", "sql": "${net_sum}" }, "share": { "type": "percent_of_total", "sql": "${net_sum}" }, "change": { "type": "percent_of_previous", "sql": "${net_sum}" } } },
          "columns": { "id": { "type": "INTEGER" }, "region": { "type": "VARCHAR" }, "code": { "type": "VARCHAR" }, "created": { "type": "TIMESTAMP", "meta": { "dimension": { "time_intervals": ["DAY", "MONTH"] } } } } } }
        """);

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Theory]
    // Rules.
    [InlineData(""""dimensions": ["orders_id"], "filters": { "dimensions": { "id": "r", "and": [ { "id": "1", "target": { "fieldId": "orders_region" }, "operator": "equals", "values": ["West"], "disabled": true } ] } }"""", "1 2 3 4")]
    [InlineData(""""dimensions": ["orders_id"], "filters": { "dimensions": { "id": "r", "and": [ { "id": "1", "target": { "fieldId": "orders_region" }, "operator": "equals", "values": ["West"], "required": true } ] } }"""", "1 2")]
    [InlineData(""""dimensions": ["orders_id"], "filters": { "dimensions": { "id": "r", "and": [ { "id": "1", "target": { "fieldId": "orders_region" }, "operator": "equals", "values": ["West"], "includeNull": true } ] } }"""", "1 2 4")]
    [InlineData(""""dimensions": ["orders_id"], "filters": { "dimensions": { "id": "r", "and": [ { "id": "1", "target": { "fieldId": "orders_code" }, "operator": "equals", "values": ["b"], "caseSensitive": false } ] } }"""", "2 3")]
    [InlineData(""""dimensions": ["orders_id"], "filters": { "dimensions": { "id": "r", "and": [ { "id": "1", "target": { "fieldId": "orders_code" }, "operator": "equals", "values": ["b"], "caseSensitive": true } ] } }"""", "3")]
    // Order. One row more than the limit is asked for, so that it is seen when there are more.
    [InlineData(""""dimensions": ["orders_region"], "sorts": [ { "fieldId": "orders_region", "descending": false, "nullsFirst": true } ]"""", "∅ East West")]
    [InlineData(""""dimensions": ["orders_region"], "sorts": [ { "fieldId": "orders_region", "descending": true, "nullsFirst": false } ]"""", "West East ∅")]
    [InlineData(""""dimensions": ["orders_id"], "tableCalculations": [ { "name": "minus", "displayName": "Minus", "formula": "=0 - orders_id" } ], "sorts": [ { "fieldId": "orders_minus", "descending": false } ], "limit": 2"""", "4|-4 3|-3 2|-2")]
    // What Lightdash's client asks for when it wants all rows.
    [InlineData(""""dimensions": ["orders_id"], "limit": 9007199254740991"""", "1 2 3 4")]
    // A metric over another's values, under the other's filters and its own: no SQL of the query's.
    [InlineData(""""metrics": ["orders_most"], "additionalMetrics": [ { "table": "orders", "name": "most", "type": "max", "baseMetricName": "west", "sql": "${TABLE}.net" } ]"""", "100.25")]
    [InlineData(""""metrics": ["orders_least"], "additionalMetrics": [ { "table": "orders", "name": "least", "type": "min", "baseMetricName": "west", "filters": [ { "target": { "fieldRef": "id" }, "operator": "greaterThan", "values": [0] } ] } ]"""", "50.00")]
    // Zones: three hours west of Greenwich the first order was made in the year before.
    [InlineData(""""dimensions": ["orders_created_month"], "metrics": ["orders_net_sum"]"""", "2026-01-01|150.25 2026-02-01|11")]
    [InlineData(""""timezone": "America/Sao_Paulo", "dimensions": ["orders_created_month"], "metrics": ["orders_net_sum"]"""", "2025-12-01|100.25 2026-01-01|50 2026-02-01|11")]
    // No value is no filter; the part of a month that has passed is told on the clock of the query's zone, where the first order was made on the last of December.
    [InlineData(""""dimensions": ["orders_id"], "filters": { "dimensions": { "id": "r", "and": [ { "id": "1", "target": { "fieldId": "orders_created_day" }, "operator": "equals", "values": [] } ] } }"""", "1 2 3 4")]
    [InlineData(""""dimensions": ["orders_id"], "filters": { "dimensions": { "id": "r", "or": [ { "id": "1", "target": { "fieldId": "orders_created" }, "operator": "inPeriodToDate", "values": [], "settings": { "unitOfTime": "months" } }, { "id": "2", "target": { "fieldId": "orders_id" }, "operator": "equals", "values": [4] } ] } }"""", "1 4")]
    [InlineData(""""timezone": "America/Sao_Paulo", "dimensions": ["orders_id"], "filters": { "dimensions": { "id": "r", "or": [ { "id": "1", "target": { "fieldId": "orders_created" }, "operator": "inPeriodToDate", "values": [], "settings": { "unitOfTime": "months" } }, { "id": "2", "target": { "fieldId": "orders_id" }, "operator": "equals", "values": [4] } ] } }"""", "4")]
    // What looks at other rows looks at those of its own column of a pivot.
    [InlineData(""""dimensions": ["orders_created_month", "orders_region"], "metrics": ["orders_running"], "pivotDimensions": ["orders_region"]"""", "2026-01-01|West|150.25 2026-02-01|East|10 2026-02-01|∅|1")]
    [InlineData(""""dimensions": ["orders_created_month", "orders_region"], "metrics": ["orders_running"]"""", "2026-01-01|West|150.25 2026-02-01|East|160.25 2026-02-01|∅|161.25")]
    [InlineData(""""dimensions": ["orders_id", "orders_region"], "metrics": ["orders_change"], "pivotDimensions": ["orders_region"]"""", "1|West|∅ 2|West|-0.5012468827930174 3|East|∅ 4|∅|∅")]
    [InlineData(""""dimensions": ["orders_region", "orders_code"], "metrics": ["orders_share"], "pivotDimensions": ["orders_region"], "sorts": [ { "fieldId": "orders_code", "descending": true } ], "limit": 2"""", "East|b|1 West|a|0.6672212978369384 West|B|0.33277870216306155")]
    public async Task A_part_of_a_query_does_what_it_says(string parts, string rows)
        => Assert.Equal(rows.Split(' '), await shop.AskAsync(Read(parts)));

    [Fact]
    public void Formats_of_a_query_go_before_those_of_the_fields()
    {
        var query = Read(
            """
            "dimensions": ["orders_created", "orders_created_day"], "metrics": ["orders_net_sum", "orders_top"],
            "additionalMetrics": [ { "table": "orders", "name": "top", "type": "max", "baseDimensionName": "id", "formatOptions": { "type": "number", "round": 1, "suffix": " pc" } } ],
            "tableCalculations": [ { "name": "half", "displayName": "Half", "formula": "=orders_net_sum / 2", "format": { "type": "percent", "round": 0 } } ],
            "metricOverrides": { "orders_net_sum": { "formatOptions": { "type": "currency", "currency": "EUR", "round": 1 } } },
            "dimensionOverrides": { "orders_created": { "formatOptions": { "type": "date" } }, "orders_created_day": { "formatOptions": { "type": "date", "timeInterval": "QUARTER" } } }
            """);
        var columns = shop.Compiler.Compile(query, TinyProject.Context()).Columns;
        var at = new DateTime(2026, 2, 3, 12, 0, 0, DateTimeKind.Unspecified);
        Assert.Equal(["2026-02-03", "2026-Q1", "€1,234.5", "7.0 pc", "50%"], columns.Zip(new object[] { at, new DateOnly(2026, 2, 3), 1234.5m, 7, 0.5m }).Select(pair => CellFormatter.Format(pair.Second, pair.First)));
        var plain = shop.Compiler.Compile(query with { Formats = new Dictionary<Vitrine.Semantics.Model.FieldReference, Vitrine.Semantics.Model.FieldFormat>() }, TinyProject.Context()).Columns;
        Assert.Equal(["2026-02-03, 12:00:00:000 (+00:00)", "2026-02-03", "1,235"], plain.Take(3).Zip(new object[] { at, new DateOnly(2026, 2, 3), 1234.5m }).Select(pair => CellFormatter.Format(pair.Second, pair.First)));
    }

    [Theory]
    [InlineData(""""dimensions": ["orders_region"], "metricOverrides": { "orders_nothing": { "formatOptions": {} } }"""", "semantics.unknown-field", "orders_nothing")]
    [InlineData(""""dimensions": ["orders_region"], "dimensionOverrides": { "orders_region": { "hidden": true } }"""", "semantics.bad-query", "changes formatOptions, and not hidden")]
    [InlineData(""""timezone": "America/Nowhere'", "dimensions": ["orders_region"]"""", "semantics.unknown-time-zone", "Nowhere'")]
    [InlineData(""""metrics": ["orders_m"], "additionalMetrics": [ { "table": "orders", "name": "m", "type": "sum", "baseMetricName": "running" } ]"""", "semantics.bad-made-up-field", "no aggregate itself")]
    [InlineData(""""metrics": ["orders_m"], "additionalMetrics": [ { "table": "orders", "name": "m", "type": "sum", "baseMetricName": "nothing" } ]"""", "semantics.unknown-field", "orders.nothing")]
    [InlineData(""""dimensions": ["orders_id"], "limit": 0"""", "semantics.bad-query", "above 0")]
    [InlineData(""""dimensions": ["orders_id"], "limit": 1.5"""", "semantics.bad-query", "whole number")]
    [InlineData(""""dimensions": ["orders_region"], "pivotDimensions": ["orders_code"]"""", "semantics.bad-pivot", "orders.code")]
    [InlineData(""""dimensions": ["orders_id"], "tableCalculations": [ { "name": "c", "sql": "${orders.id} - offset(${orders.id}, -1)" } ]"""", "semantics.bad-calculation", "calls offset(), which no warehouse has; use the formula =LAG(column, rows)")]
    [InlineData(""""dimensions": ["orders_id"], "tableCalculations": [ { "name": "c", "sql": "row()" } ]"""", "semantics.bad-calculation", "=ROW_NUMBER()")]
    [InlineData(""""dimensions": ["orders_id"], "tableCalculations": [ { "name": "c", "sql": "1 + Pivot_Where(${orders.id} > 1, ${orders.id})" } ]"""", "semantics.bad-calculation", "pivot_where()")]
    public void What_cannot_be_is_refused_by_name(string parts, string code, string words)
    {
        var refusal = Assert.Throws<RefusalException>(() => shop.Compiler.Compile(Read(parts), TinyProject.Context() with { MayUseRawSql = true }));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Parts of a query as JSON; the quote that begins them is left out of one-line literals, which would end with it.</summary>
    private MetricQuery Read(string parts)
        => LightdashQueryReader.Read(JsonDocument.Parse($$"""{ "exploreName": "orders", {{(parts.StartsWith('"') ? "" : "\"")}}{{parts}} }""").RootElement, shop.Layer);
}
