using System.Text;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Integration.Compilation;

/// <summary>Liquid in an author's SQL: values of a query decide which of it stands, and never become SQL.</summary>
public sealed class LiquidTests : IAsyncDisposable
{
    private const string Models = """
        {
          "orders": {
            "meta": {
              "primary_key": "id",
              "sql_filter": "{% if ld.attributes.role contains \"boss\" %}1 = 1{% else %}${TABLE}.region IN (${ld.attributes.region}){% endif %}",
              "joins": [ { "join": "items", "sql_on": "${items.order_id} = ${orders.id}", "relationship": "one-to-many" } ],
              "parameters": { "vat": { "type": "number", "default": 20, "options": [0, 20] } },
              "metrics": {
                "amount": { "type": "sum", "sql": "{% if ld.parameters.money == \"net\" %}${TABLE}.net{% elsif ld.parameters.money == \"gross\" %}${TABLE}.net * (100 + {{ ld.parameters.orders.vat }}) / 100{% else %}0{% endif %}", "format": "${ld.parameters.currency == \"usd\" ? \"$\" : ld.parameters.currency == \"gbp\" ? \"£\" : \"€\"}#,##0.00" },
                "n": { "type": "count", "sql": "${TABLE}.id" },
                "deep": { "type": "number", "sql": "{% if ld.parameters.orders.vat > 9 %}${amount}{% else %}${items.pieces}{% endif %}" }
              }
            },
            "columns": {
              "id": { "type": "INTEGER" }, "region": { "type": "VARCHAR" },
              "bucket": { "type": "VARCHAR", "meta": { "dimension": { "sql": "{% case ld.parameters.by %}{% when 'region', 'area' %}${TABLE}.region{% when 'size' %}CASE WHEN ${TABLE}.net > {{ ld.parameters.orders.vat }} THEN 'odd' END{% else %}'all'{% endcase %}" } } },
              "listed": { "type": "VARCHAR", "meta": { "dimension": { "sql": "{% unless ld.parameters.regions %}'any'{% else %}{% if ld.parameters.regions contains 'West' and ld.parameters.regions contains 'East' %}'both'{% else %}'one'{% endif %}{% endunless %}" } } },
              "asked": { "type": "VARCHAR", "meta": { "dimension": { "sql": "{% if ld.parameters.note == nil or ld.parameters.note == 'x' %}'plain'{% else %}{{ ld.parameters.note }}{% endif %}" } } }
            }
          },
          "items": { "meta": { "primary_key": "id" }, "columns": { "id": { "type": "INTEGER" }, "order_id": { "type": "INTEGER", "meta": { "metrics": { "pieces": { "type": "count" } } } } } }
        }
        """;

    private readonly TinyProject shop = new(
        """
        CREATE TABLE orders AS SELECT * FROM (VALUES (1, 'West', 100), (2, 'West', 50), (3, 'East', 10)) t(id, region, net);
        CREATE TABLE items AS SELECT * FROM (VALUES (1, 1), (2, 1), (3, 3)) t(id, order_id);
        """,
        new ProjectFiles
        {
            Manifest = TinyProject.Manifest(Models),
            Configuration = Encoding.UTF8.GetBytes("""
                parameters:
                  money: { options: [net, gross], default: net }
                  currency: { default: usd, allow_custom_values: true, options: [usd, gbp] }
                  by: { default: none, options: [none, region, area, size] }
                  regions: { multiple: true, options_from_dimension: { model: orders, dimension: region } }
                  note: { description: Anything }
                """),
        });

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Theory]
    [InlineData("", "orders.amount", "160")]
    [InlineData("money=gross", "orders.amount", "192")]
    [InlineData("money=gross orders.vat=0", "orders.amount", "160")]
    [InlineData("money=gross", "orders.deep", "192")]
    [InlineData("orders.vat=0", "orders.deep", "3")]
    public async Task The_branch_that_a_parameter_chooses_is_computed(string parameters, string metric, string value)
    {
        Assert.Empty(shop.Layer.Diagnostics);
        Assert.Equal([value], await shop.AskAsync(TinyProject.Query("orders", "", metric), Boss(parameters)));
    }

    [Theory]
    [InlineData("", "orders.bucket", "all|3")]
    [InlineData("by=region", "orders.bucket", "East|1 West|2")]
    [InlineData("by=area", "orders.bucket", "East|1 West|2")]
    [InlineData("by=size", "orders.bucket", "odd|2 ∅|1")]
    [InlineData("", "orders.listed", "any|3")]
    [InlineData("regions=West", "orders.listed", "one|3")]
    [InlineData("regions=West,East", "orders.listed", "both|3")]
    [InlineData("", "orders.asked", "plain|3")]
    [InlineData("note=x", "orders.asked", "plain|3")]
    [InlineData("note='${orders.net};--", "orders.asked", "'${orders.net};--|3")]
    public async Task Dimensions_follow_their_parameters_too(string parameters, string dimension, string rows)
        => Assert.Equal(rows.Split(' '), await shop.AskAsync(TinyProject.Query("orders", dimension, "orders.n"), Boss(parameters)));

    [Fact]
    public async Task A_row_rule_with_branches_holds_for_whom_it_is_meant()
    {
        var query = TinyProject.Query("orders", "", "orders.n");
        Assert.Equal(["3"], await shop.AskAsync(query, TinyProject.Context(("role", ["boss", "other"]))));
        Assert.Equal(["2"], await shop.AskAsync(query, TinyProject.Context(("role", ["clerk"]), ("region", ["West"]))));
        // One of a list is the whole value, and not a part of it.
        Assert.Equal(["1"], await shop.AskAsync(query, TinyProject.Context(("role", ["bossy"]), ("region", ["East"]))));
        Assert.Equal("semantics.missing-attribute", Refused(query, TinyProject.Context(("region", ["West"]))).Code);
        Assert.Equal(["role", "region"], shop.Compiler.Explain(query, TinyProject.Context(("role", ["boss"]))).Attributes);
    }

    [Fact]
    public void What_parameters_decided_is_said()
    {
        var explained = shop.Compiler.Explain(TinyProject.Query("orders", "", "orders.amount"), Boss("money=gross"));
        Assert.Equal(["currency=usd", "money=gross", "orders.vat=20"], explained.Query.UsedParameters.Select(used => $"{used.Key}={string.Join(',', used.Value)}"));
        Assert.Contains("Parameters: currency is usd; money is gross; orders.vat is 20.", explained.Steps);
        Assert.Contains("{% if ld.attributes.role contains \"boss\" %}1 = 1{% else %}${TABLE}.region IN (${lightdash.attributes.region}){% endif %}", explained.RowRules.Single().Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("gross", explained.Query.Sql.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("money=free", "semantics.bad-parameter", "takes net, gross, and not free")]
    [InlineData("money=net,gross", "semantics.several-parameter-values", "takes one value")]
    [InlineData("orders.vat=19", "semantics.bad-parameter", "takes 0, 20")]
    public void Values_that_a_parameter_does_not_take_are_refused(string parameters, string code, string words)
    {
        var refusal = Refused(TinyProject.Query("orders", "", "orders.amount orders.deep"), Boss(parameters));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "$1,234.50")]
    [InlineData("currency=gbp", "£1,234.50")]
    [InlineData("currency=chf", "€1,234.50")]
    public void Formats_follow_their_parameters(string parameters, string shown)
    {
        var column = shop.Compiler.Compile(TinyProject.Query("orders", "", "orders.amount"), Boss(parameters)).Columns.Single();
        Assert.Equal(shown, CellFormatter.Format(1234.5m, column));
    }

    [Fact]
    public async Task A_branch_that_reads_another_table_is_joined_whether_it_is_taken_or_not()
    {
        var compiled = shop.Compiler.Compile(TinyProject.Query("orders", "orders.region", "orders.deep"), Boss(""));
        Assert.Contains("\"items\"", compiled.Sql.Text, StringComparison.Ordinal);
        Assert.Equal(["East|10", "West|150"], await shop.AskAsync(compiled));
    }

    [Fact]
    public async Task A_parameter_that_is_declared_nowhere_is_named_and_takes_the_value_that_the_project_has()
    {
        await using var odd = new TinyProject(
            "CREATE TABLE t AS SELECT 1 AS id;",
            new ProjectFiles
            {
                Manifest = TinyProject.Manifest("""{ "t": { "columns": { "id": { "type": "INTEGER" }, "said": { "type": "VARCHAR", "meta": { "dimension": { "sql": "{% if ld.parameters.mony == 'net' %}'n'{% else %}'g'{% endif %}" } } } } } }"""),
                Configuration = Encoding.UTF8.GetBytes("parameters: { money: { default: net } }"),
            });
        var finding = Assert.Single(odd.Layer.Diagnostics);
        Assert.Equal(("dbt.undeclared-parameter", DiagnosticSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("money", finding.Hint, StringComparison.Ordinal);
        var query = TinyProject.Query("t", "t.said", "");
        Assert.Equal("semantics.missing-parameter", Assert.Throws<RefusalException>(() => odd.Compiler.Compile(query, Boss(""))).Code);
        Assert.Equal(["g"], await odd.AskAsync(query, Boss("mony=gross")));
    }

    private static CompilationContext Boss(string parameters) => TinyProject.Context(("role", ["boss"])) with
    {
        Parameters = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => (IReadOnlyList<string>)one[1].Split(',')),
    };

    private RefusalException Refused(MetricQuery query, CompilationContext context) => Assert.Throws<RefusalException>(() => shop.Compiler.Compile(query, context));
}
