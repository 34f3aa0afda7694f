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

    private static SemanticLayer Layer { get; } = DbtProjectReader.Read(File.ReadAllBytes(TestData.File("jaffle", "manifest.json")), File.ReadAllBytes(TestData.File("jaffle", "catalog.json")), new SemanticOptions());

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
            var query = JsonNode.Parse(cases[random.Next(cases.Count)])!;
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
