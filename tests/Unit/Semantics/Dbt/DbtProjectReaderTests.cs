using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics.Dbt;

public sealed class DbtProjectReaderTests
{
    [Theory]
    [InlineData("", "semantics.not-json")]
    [InlineData("not json", "semantics.not-json")]
    [InlineData("[]", "semantics.not-json")]
    [InlineData("{}", "semantics.not-a-manifest")]
    [InlineData("""{ "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/catalog/v1.json" } }""", "semantics.not-a-manifest")]
    [InlineData("""{ "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "oracle" }, "nodes": {} }""", "semantics.unsupported-adapter")]
    public void What_is_no_manifest_is_refused(string manifest, string code) => Assert.Equal(code, Assert.Throws<RefusalException>(() => Read(manifest)).Code);

    [Theory]
    [InlineData("{}")]
    [InlineData("[[]]")]
    [InlineData("""{ "model.a.b": { "resource_type": "model", "name": "b", "config": { "materialized": "ephemeral" } } }""")]
    public void A_manifest_without_a_model_says_so(string nodes)
    {
        var finding = Assert.Single(Read($$"""{ "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "duckdb" }, "nodes": {{nodes}} }""").Diagnostics);
        Assert.Equal(("dbt.no-models", DiagnosticSeverity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public void A_manifest_that_is_cut_off_is_refused_wherever_it_ends()
    {
        var whole = File.ReadAllBytes(TestData.File("contracts", "manifest.json"));
        for (var length = whole.Length - 2; length > 0; length -= Math.Max(1, length / 9))
            Assert.Equal("semantics.not-json", Assert.Throws<RefusalException>(() => DbtProjectReader.Read(whole.AsMemory(0, length), null, new SemanticOptions())).Code);
    }

    [Theory]
    [InlineData("v4")]
    [InlineData("v6")]
    public void Versions_out_of_range_are_refused_by_name(string version)
    {
        var refusal = Assert.Throws<RefusalException>(() => DbtProjectReader.Read(File.ReadAllBytes(TestData.File("manifests", version, "manifest.json")), null, new SemanticOptions()));
        Assert.Equal("semantics.unsupported-manifest", refusal.Code);
        Assert.Contains(version, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v6", "dbt 1.3 or later")]
    [InlineData("v13", "newer dbt")]
    [InlineData("v21", "newer dbt")]
    public void A_version_out_of_range_is_told_which_way_to_go(string version, string hint)
    {
        var refusal = Assert.Throws<RefusalException>(() => Read($$"""{ "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/{{version}}.json" } }"""));
        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("v7, v8, v9, v10, v11, v12, v20", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v7/manifest.json", 5)]
    [InlineData("v8/manifest.json", 5)]
    [InlineData("v9/manifest.json", 34)]
    [InlineData("v10/manifest.json", 6)]
    [InlineData("v11/manifest.json", 35)]
    [InlineData("v12/manifest_1.8.json", 36)]
    [InlineData("v12/manifest_1.10.json", 13)]
    [InlineData("v12/manifest_1.12.json", 13)]
    public void Every_version_in_range_is_read(string file, int most)
    {
        var layer = DbtProjectReader.Read(File.ReadAllBytes(TestData.File(["manifests", .. file.Split('/')])), null, new SemanticOptions());
        Assert.InRange(layer.ExploreNames.Count, 1, most);
        Assert.All(layer.ExploreNames, name => Assert.True(layer.TryGetExplore(name, out _), name));
    }

    [Fact]
    public void The_shape_of_version_20_is_read_where_meta_may_be_null()
    {
        var layer = DbtProjectReader.Read(File.ReadAllBytes(TestData.File("manifests", "v20", "manifest.json")), null, new SemanticOptions());
        Assert.Empty(layer.Diagnostics);
        Assert.Equal(["customers", "orders"], layer.ExploreNames.Order(StringComparer.Ordinal));
        Assert.True(layer.TryGetExplore("orders", out var orders));
        Assert.Equal(["revenue"], orders.Metrics.Where(metric => metric.Reference.Table == "orders").Select(metric => metric.Reference.Name));
        Assert.Equal("customers", Assert.Single(orders.Joins).Table);
    }

    [Fact]
    public void A_broken_model_is_named_and_the_others_work()
    {
        var manifest = Shop();
        manifest["nodes"]!["model.shop.bad"] = JsonNode.Parse("""{ "resource_type": "model", "name": "bad", "relation_name": "bad", "columns": [], "config": {} }""");
        manifest["nodes"]!["model.shop.rule"] = JsonNode.Parse("""{ "resource_type": "model", "name": "rule", "relation_name": "rule", "columns": {}, "config": { "meta": { "sql_filter": "region = '${lightdash.attributes.region}'" } } }""");
        manifest["nodes"]!["model.shop.odd"] = JsonValue.Create(5);
        var layer = Read(manifest.ToJsonString());
        Assert.True(layer.TryGetExplore("orders", out _));
        Assert.False(layer.TryGetExplore("bad", out _));
        // A rule that cannot be read must not become no rule.
        Assert.False(layer.TryGetExplore("rule", out _));
        Assert.Equal(["bad", "model.shop.odd", "rule"], layer.Diagnostics.Where(finding => finding.Code == "dbt.bad-model").Select(finding => finding.Where!.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_broken_field_or_join_is_left_out_and_the_rest_of_its_model_stands()
    {
        var manifest = Shop();
        var meta = manifest["nodes"]!["model.shop.orders"]!["config"]!["meta"]!.AsObject();
        meta["metrics"] = JsonNode.Parse("""{ "odd": { "type": "summ", "sql": "1" }, "loop": { "type": "number", "sql": "${loop} + 1" }, "lost": { "type": "sum", "sql": "${nothing}" }, "fine": { "type": "count", "sql": "*" } }""");
        meta["joins"] = JsonNode.Parse("""[ { "join": "nobody", "sql_on": "1 = 1" }, { "join": "customers", "sql_on": "${customers.customer_id} = ${orders.customer_id}" } ]""");
        var layer = Read(manifest.ToJsonString());
        Assert.True(layer.TryGetExplore("orders", out var explore));
        Assert.True(explore.TryGetField(new FieldReference("orders", "fine"), out _));
        Assert.DoesNotContain(explore.Metrics, metric => metric.Reference.Name is "odd" or "loop" or "lost");
        Assert.Equal("customers", Assert.Single(explore.Joins).Table);
        Assert.All(["orders.odd", "orders/orders.loop", "orders/orders.lost", "orders.joins.nobody"], subject => Assert.Contains(layer.Diagnostics, finding => finding.Where?.Subject == subject));
    }

    [Fact]
    public void A_metric_of_a_column_that_is_left_out_says_which()
    {
        var manifest = Shop();
        manifest["nodes"]!["model.shop.orders"]!["columns"] = JsonNode.Parse("""{ "a\"b": { "name": "a\"b", "meta": { "metrics": { "n": { "type": "sum" } } } }, "state": { "name": "state" } }""");
        var finding = Assert.Single(Read(manifest.ToJsonString()).Diagnostics, finding => finding.Where?.Subject == "orders.n");
        Assert.Contains("a\"b, which is left out itself", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_twice_and_half_a_letter_are_no_faults_of_ours()
    {
        const string Head = """{ "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "duckdb" }, "nodes": { "model.a.b": """;
        var twice = Read(Head + """{ "resource_type": "model", "name": "b", "relation_name": "b", "columns": { "x": { "name": "x" } }, "meta": { "metrics": { "n": { "type": "count", "sql": "*" }, "n": { "type": "sum", "sql": "1" } }, "required_attributes": { "a": "1", "a": "2" } } } } }""");
        Assert.True(twice.TryGetExplore("b", out var explore));
        Assert.Equal(["x", "n"], explore.Dimensions.Cast<Field>().Concat(explore.Metrics).Select(field => field.Reference.Name));
        Assert.Equal("semantics.not-json", Assert.Throws<RefusalException>(() => Read(Head + """{ "name": "\ud83d" } } }""")).Code);
        Assert.Equal("semantics.not-json", Assert.Throws<RefusalException>(() => Read(Head + """{ "name": "\ude00\ud83d" } } }""")).Code);
        // Both halves, and a backslash that is one.
        Assert.True(Read(Head + """{ "resource_type": "model", "name": "b", "relation_name": "b", "columns": {}, "description": "\ud83d\ude00 \\ud83d", "meta": { "metrics": { "n": { "type": "count", "sql": "*" } } } } } }""").TryGetExplore("b", out _));
    }

    [Theory]
    [InlineData("${TABLE}.x")]
    [InlineData("${field}")]
    [InlineData("a; DROP TABLE b")]
    public void What_cannot_be_a_relation_leaves_the_model_out(string from)
    {
        var manifest = Shop();
        manifest["nodes"]!["model.shop.odd"] = JsonNode.Parse($$"""{ "resource_type": "model", "name": "odd", "columns": {}, "config": { "meta": { "sql_from": "{{from}}" } } }""");
        Assert.Equal("odd", Assert.Single(Read(manifest.ToJsonString()).Diagnostics, finding => finding.Code == "dbt.bad-model").Where!.Subject);
    }

    [Fact]
    public void The_meta_of_the_configuration_wins_and_the_other_fills_in()
    {
        var manifest = Shop();
        var orders = manifest["nodes"]!["model.shop.orders"]!;
        orders["meta"] = JsonNode.Parse("""{ "label": "Old", "ai_hint": ["from meta"], "group_details": { "a": { "label": "A" } } }""");
        orders["config"]!["meta"] = JsonNode.Parse("""{ "label": "New", "group_details": { "b": { "label": "B" } } }""");
        Assert.True(Read(manifest.ToJsonString()).TryGetExplore("orders", out var explore));
        Assert.Equal(("New", "from meta"), (explore.Label, Assert.Single(explore.AiHints)));
    }

    [Fact]
    public void The_hash_is_that_of_what_matters()
    {
        var first = Read(Shop().ToJsonString());
        var again = Shop();
        again["metadata"]!["generated_at"] = "2030-01-01T00:00:00Z";
        again["nodes"]!["model.shop.orders"]!["raw_code"] = "select 2";
        Assert.Equal(first.Hash, Read(again.ToJsonString()).Hash);
        again["nodes"]!["model.shop.orders"]!["description"] = "Another";
        Assert.NotEqual(first.Hash, Read(again.ToJsonString()).Hash);
    }

    [Theory]
    [InlineData("avgDealSize", "Avg deal size")]
    [InlineData("total_orders_2024", "Total orders 2024")]
    [InlineData("a1b2", "A 1b 2")]
    [InlineData("ID", "Id")]
    public void Names_become_labels(string name, string label) => Assert.Equal(label, FriendlyName.Of(name));

    private static JsonNode Shop() => JsonNode.Parse(File.ReadAllBytes(TestData.File("contracts", "manifest.json")))!;

    private static SemanticLayer Read(string manifest) => DbtProjectReader.Read(Encoding.UTF8.GetBytes(manifest), null, new SemanticOptions());
}
