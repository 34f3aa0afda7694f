using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Compilation;

/// <summary>What authors of dbt projects write by mistake, or others on purpose: each a clear finding, or the right answer of a real database.</summary>
public sealed class BadInputTests
{
    // Reserved in SQL:2023 or by one of the warehouses, as names of dbt models, columns and fields.
    private static readonly string[] Reserved =
    [
        "all", "analyze", "and", "any", "array", "as", "asc", "authorization", "between", "both", "case", "cast", "check", "collate", "column", "constraint", "create", "cross", "current_date", "current_timestamp", "current_user", "default",
        "desc", "distinct", "do", "else", "end", "except", "exists", "false", "fetch", "for", "foreign", "from", "full", "grant", "group", "having", "in", "initially", "inner", "intersect", "interval", "into", "is", "join", "lateral",
        "leading", "left", "like", "limit", "localtime", "natural", "not", "null", "offset", "on", "only", "or", "order", "outer", "over", "partition", "placing", "primary", "qualify", "references", "returning", "right", "rows", "select",
        "session_user", "similar", "some", "symmetric", "table", "then", "to", "trailing", "true", "union", "unique", "user", "using", "values", "variadic", "when", "where", "window", "with", "year", "month", "date", "timestamp", "count", "sum",
    ];

    [Fact]
    public async Task Every_reserved_word_is_a_name_like_any_other()
    {
        var models = new JsonObject();
        foreach (var word in Reserved)
        {
            models[word] = new JsonObject
            {
                ["meta"] = new JsonObject { ["primary_key"] = word, ["metrics"] = new JsonObject { ["how_many"] = new JsonObject { ["type"] = "count", ["sql"] = $"${{{word}}}" } } },
                ["columns"] = new JsonObject { [word] = new JsonObject { ["type"] = "INTEGER" } },
            };
        }

        await using var shop = new TinyProject(string.Concat(Reserved.Select(word => $"CREATE TABLE \"{word}\" AS SELECT 7 AS \"{word}\";")), models.ToJsonString());
        Assert.Empty(shop.Layer.Diagnostics);
        foreach (var word in Reserved)
            Assert.Equal(["7|1"], await shop.AskAsync(TinyProject.Query(word, $"{word}.{word}", $"{word}.how_many", TinyProject.Rule($"{word}.{word}", FilterOperator.Equals, "7"))));
    }

    [Fact]
    public async Task A_column_whose_name_cannot_be_a_fields_is_named_and_works_under_another()
    {
        await using var shop = new TinyProject(
            "CREATE TABLE odd AS SELECT 1 AS id, 'x' AS \"we\"\"ird; DROP TABLE odd --\", 'y' AS \"it's\", 'z' AS \"naïve ünïcode\";",
            """
            { "odd": { "columns": {
              "id": { "type": "INTEGER" }, "it's": { "type": "VARCHAR" },
              "we\"ird; DROP TABLE odd --": { "type": "VARCHAR", "meta": { "dimension": { "name": "weird" } } },
              "naïve ünïcode": { "type": "VARCHAR" } } } }
            """);
        Assert.Equal(["x|y"], await shop.AskAsync(TinyProject.Query("odd", "odd.weird odd.it's", "")));
        var finding = Assert.Single(shop.Layer.Diagnostics);
        Assert.Equal(("dbt.bad-dimension", "odd.naïve ünïcode"), (finding.Code, finding.Where!.Subject));
        Assert.Contains("cannot be a name", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_inside_of_a_struct_is_one_like_any_other()
    {
        await using var shop = new TinyProject(
            "CREATE TABLE visits AS SELECT * FROM (VALUES (1, {'country': 'NO', 'page': {'views': 3}}), (2, {'country': 'SE', 'page': {'views': 4}}), (3, {'country': 'NO', 'page': {'views': 5}})) t(id, device);",
            """
            { "visits": { "columns": { "id": { "type": "INTEGER" }, "device.country": { "type": "VARCHAR" },
              "device.page.views": { "type": "INTEGER", "meta": { "metrics": { "views": { "type": "sum" } } } }, "device. x": { "type": "VARCHAR" }, ".y": { "type": "VARCHAR" } } } }
            """);
        Assert.Equal(["NO|8", "SE|4"], await shop.AskAsync(TinyProject.Query("visits", "visits.device__country", "visits.views")));
        Assert.Equal(["SE|4"], await shop.AskAsync(TinyProject.Query("visits", "visits.device__country", "visits.views", TinyProject.Rule("visits.device__page__views", FilterOperator.Equals, "4"))));
        Assert.Equal(["visits..y", "visits.device. x"], shop.Layer.Diagnostics.Select(finding => finding.Where!.Subject!).Order(StringComparer.Ordinal));
        Assert.Equal("Device country", shop.Layer.TryGetExplore("visits", out var explore) && explore.TryGetField(TinyProject.Reference("visits.device__country"), out var field) ? field.Label : null);
    }

    [Theory]
    [InlineData("${TABLE}.amount; DROP TABLE orders", "semicolon")]
    [InlineData("${TABLE}.amount) OR (1 = 1", "parenthesis")]
    [InlineData("(${TABLE}.amount", "parenthesis")]
    [InlineData("'${amount}'", "inside a quoted text")]
    [InlineData("${TABLE}.amount = 'open", "quoted text open")]
    [InlineData("${TABLE}.amount /* open", "comment open")]
    [InlineData("${itself}", "refers to itself")]
    [InlineData("${one}", "refers to itself")]
    [InlineData("${nothing}", "not here")]
    [InlineData("${amount.x.y}", "two parts")]
    [InlineData("{% if true %} 1 {% endif %}", "is empty when no condition")]
    [InlineData("{% for x in y %} 1 {% endfor %}", "{% for x in y %}, which is not filled in here")]
    [InlineData("{{ ref('orders') }}", "{{ ref('orders') }}, which is not filled in here")]
    [InlineData("$1", "bound value")]
    public async Task Sql_that_cannot_be_is_named_with_the_reason_and_the_rest_works(string sql, string reason)
    {
        var metrics = new JsonObject { ["good"] = Number("SUM(${amount})"), ["itself"] = Number(sql), ["one"] = Number("${two}"), ["two"] = Number("${one}") };
        await using var shop = Orders(metrics);
        Assert.Contains(shop.Layer.Diagnostics, finding => finding.Where!.Subject!.EndsWith("orders.itself", StringComparison.Ordinal) && finding.Message.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(["6"], await shop.AskAsync(TinyProject.Query("orders", "", "orders.good")));
    }

    [Theory]
    [InlineData("SUM(${amount}) -- a comment; with '${amount}' in it", "6")]
    [InlineData("SUM(${amount}) /* another; ${nothing} */ + 1", "7")]
    [InlineData("SUM(CASE WHEN 'a;b--c' = 'a;b--c' THEN ${amount} END)", "6")]
    [InlineData("SUM(${amount}) + LENGTH('it''s /* no comment */')", "27")]
    public async Task Comments_and_texts_are_what_they_are(string sql, string value)
    {
        await using var shop = Orders(new JsonObject { ["odd"] = Number(sql) });
        Assert.Equal([value], await shop.AskAsync(TinyProject.Query("orders", "", "orders.odd")));
    }

    [Fact]
    public async Task References_that_grow_without_end_are_refused_before_they_do()
    {
        var metrics = new JsonObject { ["m0"] = Number("SUM(${amount})"), ["c0"] = Number("SUM(${amount})") };
        // Each names the one before twice: the fortieth would be a million million sums.
        for (var at = 1; at <= 40; at++) metrics[$"m{at}"] = Number($"${{m{at - 1}}} + ${{m{at - 1}}}");
        for (var at = 1; at <= 30_000; at++) metrics[$"c{at}"] = Number($"${{c{at - 1}}} + 1");
        await using var shop = Orders(metrics);
        Assert.Equal(["48|96"], await shop.AskAsync(TinyProject.Query("orders", "", "orders.m3 orders.c90")));
        Assert.True(shop.Layer.TryGetExplore("orders", out var orders));
        Assert.DoesNotContain(orders.Metrics, metric => metric.Reference.Name is "m40" or "c101" or "c30000");
        Assert.Contains(shop.Layer.Diagnostics, finding => finding.Message.Contains("pieces of SQL", StringComparison.Ordinal));
        Assert.Contains(shop.Layer.Diagnostics, finding => finding.Message.Contains("more than 100 times", StringComparison.Ordinal));
    }

    [Fact]
    public void A_json_bomb_is_refused_before_it_grows()
    {
        string Manifest(string nodes) => $$"""{ "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "duckdb" }, "nodes": {{nodes}} }""";
        var deep = Manifest("{ \"model.a.b\": " + new string('[', 100_000) + new string(']', 100_000) + " }");
        Assert.Equal("semantics.not-json", Assert.Throws<RefusalException>(() => Read(deep)).Code);
        // Sets that name each other are followed three deep, as Lightdash does.
        var sets = new JsonObject();
        for (var at = 0; at < 60; at++) sets[$"s{at}"] = new JsonObject { ["fields"] = new JsonArray([.. Enumerable.Repeat($"s{(at + 1) % 60}*", 40).Select(name => (JsonNode)name)]) };
        var joined = Read(Manifest(new JsonObject
        {
            ["model.a.a"] = new JsonObject { ["resource_type"] = "model", ["name"] = "a", ["relation_name"] = "a", ["columns"] = new JsonObject { ["id"] = new JsonObject { ["name"] = "id" } }, ["meta"] = new JsonObject { ["sets"] = sets } },
            ["model.a.b"] = JsonNode.Parse("""{ "resource_type": "model", "name": "b", "relation_name": "b", "columns": { "id": { "name": "id" } }, "meta": { "joins": [ { "join": "a", "sql_on": "${a.id} = ${b.id}", "fields": ["s0*"] } ] } }"""),
        }.ToJsonString()));
        Assert.True(joined.TryGetExplore("b", out _));
    }

    private static SemanticLayer Read(string manifest) => Vitrine.Semantics.Dbt.DbtProjectReader.Read(System.Text.Encoding.UTF8.GetBytes(manifest), null, new SemanticOptions());

    private static JsonObject Number(string sql) => new() { ["type"] = "number", ["sql"] = sql };

    private static TinyProject Orders(JsonObject metrics) => new(
        "CREATE TABLE orders AS SELECT * FROM (VALUES (1, 1), (2, 2), (3, 3)) t(id, amount);",
        new JsonObject { ["orders"] = new JsonObject { ["meta"] = new JsonObject { ["primary_key"] = "id", ["metrics"] = metrics }, ["columns"] = new JsonObject { ["id"] = new JsonObject { ["type"] = "INTEGER" }, ["amount"] = new JsonObject { ["type"] = "INTEGER" } } } }.ToJsonString());
}
