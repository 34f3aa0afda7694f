using Vitrine.Primitives;

namespace Vitrine.Integration.Compilation;

/// <summary>What a viewer may see decides about every shape of a question.</summary>
public sealed class RowRuleTests : IAsyncDisposable
{
    private readonly TinyProject shop = new(
        """
        CREATE TABLE orders AS SELECT * FROM (VALUES (1, 1, 10), (2, 2, 20), (3, 3, 30)) t(id, customer_id, amount);
        CREATE TABLE customers AS SELECT * FROM (VALUES (1, 'Ada', 'West', 7), (2, 'Ben', 'East', 8), (3, 'Cleo', 'O''Neil', 9)) t(id, name, region, team);
        """,
        """
        {
          "orders": {
            "meta": { "primary_key": "id", "joins": [ { "join": "customers", "sql_on": "${customers.id} = ${orders.customer_id}", "relationship": "many-to-one" } ] },
            "columns": { "id": { "type": "INTEGER", "meta": { "metrics": { "orders_n": { "type": "count" } } } }, "customer_id": { "type": "INTEGER" }, "amount": { "type": "INTEGER", "meta": { "metrics": { "revenue": { "type": "sum" } } } } }
          },
          "customers": {
            "meta": { "primary_key": "id", "sql_filter": "region IN (${lightdash.attributes.region}) -- theirs only" },
            "columns": { "id": { "type": "INTEGER", "meta": { "metrics": { "people": { "type": "count" } } } }, "name": { "type": "VARCHAR" }, "region": { "type": "VARCHAR" }, "team": { "type": "INTEGER" } }
          },
          "behind": { "meta": { "sql_from": "SELECT * FROM customers WHERE region = ${lightdash.attributes.region}" }, "columns": { "name": { "type": "VARCHAR" } } },
          "team": {
            "meta": { "sql_from": "customers", "sql_filter": "${TABLE}.team = ${ld.attr.team}" },
            "columns": { "name": { "type": "VARCHAR" }, "team": { "type": "INTEGER", "meta": { "metrics": { "n": { "type": "count" } } } } }
          }
        }
        """);

    [Theory]
    [InlineData("West", "Ada")]
    [InlineData("O'Neil", "Cleo")]
    [InlineData("West') OR ('1'='1", null)]
    [InlineData("\\' OR TRUE --", null)]
    [InlineData("${TABLE}.region", null)]
    public async Task A_value_of_an_attribute_is_a_value_and_nothing_else(string region, string? seen)
    {
        var rows = await shop.AskAsync(TinyProject.Query("customers", "customers.name", "customers.people"), TinyProject.Context(("region", [region])));
        Assert.Equal(seen is null ? [] : [$"{seen}|1"], rows);
        // In the relation itself too, where Lightdash writes it as it comes.
        Assert.Equal(seen is null ? [] : [seen], await shop.AskAsync(TinyProject.Query("behind", "behind.name", ""), TinyProject.Context(("region", [region]))));
    }

    [Fact]
    public async Task A_rule_holds_where_its_table_is_joined_and_a_left_join_stays_one()
    {
        var context = TinyProject.Context(("region", ["West", "East"]));
        Assert.Equal(["Ada|10", "Ben|20", "∅|30"], await shop.AskAsync(TinyProject.Query("orders", "customers.name", "orders.revenue"), context));
        Assert.Equal(["3|2"], await shop.AskAsync(TinyProject.Query("orders", "", "orders.orders_n customers.people"), context));
    }

    [Fact]
    public async Task Options_and_rows_behind_are_held_to_it_too()
    {
        var context = TinyProject.Context(("region", ["West"]));
        Assert.Equal(["Ada"], await shop.AskAsync(shop.Compiler.CompileFieldValues("orders", TinyProject.Reference("customers.name"), null, null, 10, context)));
        Assert.Equal(["1|Ada", "2|∅", "3|∅"], await shop.AskAsync(shop.Compiler.CompileUnderlying("orders", TinyProject.References("orders.id customers.name"), null, 10, context)));
    }

    [Fact]
    public void Somebody_without_the_attribute_is_refused_in_every_shape()
    {
        var context = TinyProject.Context();
        foreach (var ask in new Action[]
        {
            () => shop.Compiler.Compile(TinyProject.Query("orders", "customers.name", "orders.revenue"), context),
            () => shop.Compiler.Compile(TinyProject.Query("customers", "", "customers.people"), context),
            () => shop.Compiler.CompileFieldValues("orders", TinyProject.Reference("customers.name"), "a", null, 10, context),
            () => shop.Compiler.CompileUnderlying("customers", TinyProject.References("customers.name"), null, 10, context),
        })
        {
            Assert.Equal(("semantics.missing-attribute", RefusalKind.Forbidden), Assert.Throws<RefusalException>(ask) is var refusal ? (refusal.Code, refusal.Kind) : default);
        }
    }

    [Fact]
    public async Task An_attribute_compares_with_a_number_and_several_values_need_a_list()
    {
        Assert.Equal(["Ben|1"], await shop.AskAsync(TinyProject.Query("team", "team.name", "team.n"), TinyProject.Context(("team", ["8"]))));
        var refusal = Assert.Throws<RefusalException>(() => shop.Compiler.Compile(TinyProject.Query("team", "team.name", "team.n"), TinyProject.Context(("team", ["7", "8"]))));
        Assert.Equal("semantics.several-attribute-values", refusal.Code);
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();
}
