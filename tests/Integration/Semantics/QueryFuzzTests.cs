using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine.Integration.Semantics;

/// <summary>Recorded metric queries, spoilt: whatever comes is compiled or refused in words, and nothing of it stands in the SQL.</summary>
public sealed class QueryFuzzTests
{
    private const int Rounds = 6000;
    private const string Marker = "zq'\"`;--\\${TABLE}";

    private static readonly string[] Odd =
    [
        "null", "true", "-1", "0", "1e400", "12345678901234567890123456789012345678901234567890", "0.1e-300", "\"\"", "[]", "{}", "[[]]", "\"2026-02-30\"", "\"9999-12-31\"", "\"0001-01-01T00:00:00Z\"",
        "\"=SUM(\"", "\"${orders.x}\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"inThePast\"", "\"equals\"", "[null]", "[1,\"a\",null,true,{}]", "2147483648", "\"NaN\"",
    ];

    /// <summary>What the recorded queries hardly do: every way to make up a field, with all that may be said of it.</summary>
    private static readonly string[] MadeUp =
    [
        """
        { "exploreName": "orders", "dimensions": ["orders_status", "amounts", "states", "sizes", "widths"], "metrics": ["orders_unique_order_count", "orders_greatest", "orders_each"], "limit": 10, "timezone": "Europe/Oslo", "pivotDimensions": ["orders_status"],
          "customDimensions": [
            { "id": "amounts", "name": "A", "type": "bin", "table": "orders", "dimensionId": "orders_amount", "binType": "fixed_number", "binNumber": 4 },
            { "id": "states", "name": "S", "type": "bin", "table": "orders", "dimensionId": "orders_status", "binType": "custom_group", "customGroups": [ { "name": "open", "values": [ { "value": "placed", "matchType": "exact" }, { "value": "ship", "matchType": "startsWith" } ] } ] },
            { "id": "sizes", "name": "R", "type": "bin", "table": "orders", "dimensionId": "orders_amount", "binType": "custom_range", "customRange": [ { "to": 5 }, { "from": 5, "to": 10.5 }, { "from": 10.5 } ] },
            { "id": "widths", "name": "W", "type": "bin", "table": "orders", "dimensionId": "orders_amount", "binType": "fixed_width", "binWidth": 0.5 } ],
          "additionalMetrics": [
            { "table": "orders", "name": "greatest", "type": "percentile", "label": "G", "baseDimensionName": "amount", "percentile": 90, "round": 2, "compact": "thousands", "formatOptions": { "type": "currency", "currency": "EUR", "round": 1, "prefix": "~", "separator": "default" },
              "filters": [ { "id": "1", "target": { "fieldRef": "orders.status" }, "operator": "notEquals", "values": ["x", null] }, { "id": "2", "target": { "fieldRef": "orders.order_date" }, "operator": "inThePast", "values": [3], "settings": { "unitOfTime": "months", "completed": true } } ] },
            { "table": "orders", "name": "each", "type": "sum_distinct", "baseDimensionName": "amount", "distinctKeys": ["orders.status"] } ],
          "metricOverrides": { "orders_unique_order_count": { "formatOptions": { "type": "percent", "round": 2 } } }, "dimensionOverrides": { "orders_status": { "formatOptions": { "type": "custom", "custom": "0.0" } } },
          "filters": { "dimensions": { "id": "a", "and": [ { "id": "b", "or": [ { "id": "c", "target": { "fieldId": "orders_order_date" }, "operator": "inBetween", "values": ["2024-01-01", "2025-01-01"] }, { "id": "d", "target": { "fieldId": "orders_status" }, "operator": "include", "values": ["%"], "caseSensitive": false, "includeNull": true } ] } ] },
            "metrics": { "id": "e", "and": [ { "id": "f", "target": { "fieldId": "orders_unique_order_count" }, "operator": "greaterThan", "values": [0] } ] }, "tableCalculations": { "id": "g", "and": [ { "id": "h", "target": { "fieldId": "share" }, "operator": "notNull", "values": [] } ] } },
          "sorts": [ { "fieldId": "share", "descending": true, "nullsFirst": true }, { "fieldId": "states", "descending": false } ],
          "tableCalculations": [
            { "name": "share", "displayName": "Share", "type": "number", "format": { "type": "percent", "round": 1 }, "template": { "type": "percent_of_column_total", "fieldId": "orders_unique_order_count", "partitionBy": ["orders_status"] } },
            { "name": "moving", "displayName": "M", "template": { "type": "window_function", "windowFunction": "avg", "fieldId": "orders_unique_order_count", "orderBy": [ { "fieldId": "orders_status", "order": "desc" } ], "partitionBy": ["states"], "frame": { "frameType": "ROWS", "start": { "type": "PRECEDING", "offset": 2 }, "end": { "type": "CURRENT_ROW" } } } },
            { "name": "formula", "displayName": "F", "formula": "=IF(share > 0.5, CONCAT(orders_status, \"!\"), COALESCE(states, 'none'))" } ] }
        """,
        """
        { "exploreName": "orders", "dimensions": ["orders_order_date_month", "orders_status"], "metrics": ["orders_unique_order_count", "orders_before"], "limit": 10,
          "additionalMetrics": [ { "table": "orders", "name": "before", "type": "count", "generationType": "periodOverPeriod", "baseMetricId": "orders_unique_order_count", "timeDimensionId": "orders_order_date_month", "granularity": "MONTH", "periodOffset": 2 } ],
          "filters": { "dimensions": { "id": "a", "and": [ { "id": "c", "target": { "fieldId": "orders_order_date" }, "operator": "inTheCurrent", "values": [1], "settings": { "unitOfTime": "years" } } ] } } }
        """,
    ];

    private static SemanticLayer Layer { get; } = DbtProjectReader.Read(File.ReadAllBytes(TestData.File("jaffle", "manifest.json")), File.ReadAllBytes(TestData.File("jaffle", "catalog.json")), new SemanticOptions());

    [Fact]
    public void What_is_spoilt_was_whole()
    {
        foreach (var text in MadeUp)
        {
            using var json = JsonDocument.Parse(text);
            Assert.NotEmpty(new MetricQueryCompiler(Layer, SqlDialect.For("duckdb")).Compile(LightdashQueryReader.Read(json.RootElement, Layer), JaffleTruth.Recorded).Sql.Text);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Spoilt_queries_are_compiled_or_refused(int seed)
    {
        var random = new Random(seed);
        var cases = JaffleTruth.Cases("query-cases.json").Select(one => one.GetProperty("metricQuery").GetRawText()).ToList();
        var compilers = SqlDialect.Names.Select(name => new MetricQueryCompiler(Layer, SqlDialect.For(name))).ToList();
        var (compiled, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var query = JsonNode.Parse(random.Next(4) == 0 ? MadeUp[random.Next(MadeUp.Length)] : cases[random.Next(cases.Count)])!;
            for (var times = random.Next(1, 4); times > 0; times--) Spoil(query, random);
            var text = query.ToJsonString();
            try
            {
                using var json = JsonDocument.Parse(text);
                var context = JaffleTruth.Recorded with { FollowsLightdash = random.Next(2) == 0, MayUseRawSql = false, TimeZone = random.Next(3) == 0 ? "America/New_York" : "UTC" };
                var sql = compilers[random.Next(compilers.Count)].Compile(LightdashQueryReader.Read(json.RootElement, Layer), context).Sql;
                Assert.DoesNotContain(Marker, sql.Text, StringComparison.Ordinal);
                compiled++;
            }
            catch (RefusalException refusal)
            {
                Assert.NotEmpty(refusal.Message);
                refused++;
            }
            catch (Exception cause) when (cause is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{cause.GetType().Name} {cause.Message}\n{text}\n{cause.StackTrace}");
            }
        }

        // Both happen, or the test says nothing.
        Assert.True(compiled > Rounds / 20 && refused > Rounds / 20, string.Create(CultureInfo.InvariantCulture, $"{compiled} compiled, {refused} refused"));
    }

    [Fact]
    public void Two_million_values_are_refused_in_good_time()
    {
        var values = string.Join(',', Enumerable.Range(0, 2_000_000));
        using var json = JsonDocument.Parse("""{"exploreName":"orders","dimensions":["orders_status"],"metrics":[],"limit":10,"filters":{"dimensions":{"and":[{"target":{"fieldId":"orders_order_id"},"operator":"equals","values":[1]}]}}}""".Replace("[1]", $"[{values}]", StringComparison.Ordinal));
        var refusal = Assert.Throws<RefusalException>(() => new MetricQueryCompiler(Layer, SqlDialect.For("duckdb")).Compile(LightdashQueryReader.Read(json.RootElement, Layer), JaffleTruth.Recorded));
        Assert.Contains("values", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_beyond_what_a_double_holds_are_bound_exactly()
    {
        using var json = JsonDocument.Parse("""{"exploreName":"orders","dimensions":["orders_status"],"metrics":[],"limit":10,"filters":{"dimensions":{"and":[{"target":{"fieldId":"orders_order_id"},"operator":"equals","values":[12345678901234567890]}]}}}""");
        var sql = new MetricQueryCompiler(Layer, SqlDialect.For("duckdb")).Compile(LightdashQueryReader.Read(json.RootElement, Layer), JaffleTruth.Recorded).Sql;
        Assert.Contains("12345678901234567890", sql.Parameters.Select(parameter => Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)));
    }

    private static void Spoil(JsonNode query, Random random)
    {
        var nodes = Nodes(query).Where(node => node.Parent is not null).ToList();
        if (nodes.Count == 0) return;
        var node = nodes[random.Next(nodes.Count)];
        var other = random.Next(4) switch
        {
            0 => JsonNode.Parse(Odd[random.Next(Odd.Length)]),
            1 => JsonValue.Create(Marker),
            2 => nodes[random.Next(nodes.Count)].DeepClone(),
            _ => null,
        };
        switch (node.Parent)
        {
            case JsonObject parent when other is null && random.Next(2) == 0:
                parent.Remove(node.GetPropertyName());
                break;
            case JsonObject parent when random.Next(6) == 0:
                parent[Marker] = other;
                break;
            case JsonObject parent:
                parent[node.GetPropertyName()] = other;
                break;
            case JsonArray parent when random.Next(2) == 0:
                parent.Add(node.DeepClone());
                break;
            case JsonArray parent:
                parent[node.GetElementIndex()] = other;
                break;
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(Nodes).Prepend(members),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Nodes).Prepend(items),
        null => [],
        _ => [node],
    };
}
