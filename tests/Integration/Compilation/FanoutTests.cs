using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Integration.Compilation;

/// <summary>Numbers over joins, on tables small enough to count on one's fingers.</summary>
public sealed class FanoutTests : IAsyncDisposable
{
    // Ada has two orders (10 with payments 4 and 6; 20 with none), Ben one (30 with payments 10, 10, 10), Cleo none.
    private readonly TinyProject shop = new(
        """
        CREATE TABLE customers AS SELECT * FROM (VALUES (1, 'Ada', 'West', 100), (2, 'Ben', 'West', 200), (3, 'Cleo', NULL, 300)) t(id, name, region, credit);
        CREATE TABLE orders AS SELECT * FROM (VALUES (1, 1, 10, TRUE), (2, 1, 20, FALSE), (3, 2, 30, FALSE)) t(id, customer_id, amount, gift);
        CREATE TABLE payments AS SELECT * FROM (VALUES (1, 1, 4, 'card'), (2, 1, 6, 'cash'), (3, 3, 10, 'card'), (4, 3, 10, 'card'), (5, 3, 10, 'cash')) t(id, order_id, amount, method);
        CREATE TABLE notes AS SELECT * FROM (VALUES (1, 5), (1, 7)) t(customer_id, score);
        """,
        """
        {
          "customers": {
            "meta": {
              "primary_key": "id",
              "joins": [
                { "join": "orders", "sql_on": "${orders.customer_id} = ${customers.id}", "relationship": "one-to-many" },
                { "join": "payments", "sql_on": "${payments.order_id} = ${orders.id}", "relationship": "one-to-many" },
                { "join": "notes", "sql_on": "${notes.customer_id} = ${customers.id}", "relationship": "one-to-many" }
              ]
            },
            "columns": {
              "id": { "type": "INTEGER", "meta": { "metrics": { "people": { "type": "count" } } } },
              "name": { "type": "VARCHAR" },
              "region": { "type": "VARCHAR" },
              "credit": { "type": "INTEGER", "meta": { "metrics": { "credit_sum": { "type": "sum" }, "credit_average": { "type": "average" } } } }
            }
          },
          "orders": {
            "meta": {
              "primary_key": "id",
              "joins": [ { "join": "customers", "sql_on": "${customers.id} = ${orders.customer_id}" }, { "join": "payments", "sql_on": "${payments.order_id} = ${orders.id}" } ],
              "metrics": { "gift_share": { "type": "number", "sql": "SUM(CASE WHEN gift THEN 1 ELSE 0 END) * 1.0 / COUNT(*)" }, "paid_share": { "type": "number", "sql": "${payments.paid} * 1.0 / NULLIF(${revenue}, 0)" } }
            },
            "columns": {
              "id": { "type": "INTEGER" },
              "customer_id": { "type": "INTEGER" },
              "amount": { "type": "INTEGER", "meta": { "metrics": {
                "revenue": { "type": "sum" }, "largest": { "type": "max" }, "not_gifts": { "type": "sum", "sql": "CASE WHEN ${gift} THEN 0 ELSE 1 END" }, "gift_revenue": { "type": "sum", "filters": [ { "gift": true } ] } } } },
              "gift": { "type": "BOOLEAN" }
            }
          },
          "payments": {
            "meta": { "primary_key": "id" },
            "columns": { "id": { "type": "INTEGER" }, "order_id": { "type": "INTEGER" }, "method": { "type": "VARCHAR" }, "amount": { "type": "INTEGER", "meta": { "metrics": { "paid": { "type": "sum" }, "payment_count": { "type": "count" }, "by_method": { "type": "sum_distinct", "distinct_keys": "method" }, "order_amounts": { "type": "sum_distinct", "sql": "${orders.amount}", "distinct_keys": ["orders.id"] } } } } }
          },
          "notes": { "columns": { "customer_id": { "type": "INTEGER" }, "score": { "type": "INTEGER", "meta": { "metrics": { "score_sum": { "type": "sum" }, "best": { "type": "max" } } } } } }
        }
        """);

    [Theory]
    [InlineData("", "customers.credit_sum orders.revenue payments.paid", "600|60|40")]
    [InlineData("customers.name", "customers.credit_sum orders.revenue payments.paid", "Ada|100|30|10", "Ben|200|30|30", "Cleo|300|∅|∅")]
    [InlineData("customers.region", "customers.people customers.credit_average orders.revenue payments.payment_count", "West|2|150|60|5", "∅|1|300|∅|0")]
    [InlineData("payments.method", "orders.revenue payments.paid", "card|40|24", "cash|40|16", "∅|20|∅")]
    [InlineData("customers.name", "orders.not_gifts orders.gift_revenue orders.largest", "Ada|1|10|20", "Ben|1|∅|30", "Cleo|∅|∅|∅")]
    [InlineData("customers.region", "orders.gift_share payments.paid", "West|0.3333333333333333|40", "∅|∅|∅")]
    [InlineData("customers.name", "orders.paid_share", "Ada|0.3333333333333333|", "Ben|1|", "Cleo|∅|")]
    public async Task Every_row_is_counted_once_for_each_group(string dimensions, string metrics, params string[] rows)
        => Assert.Equal(rows.Select(row => row.TrimEnd('|')), await shop.AskAsync(TinyProject.Query("customers", dimensions, metrics)));

    [Fact]
    public async Task A_join_without_a_relationship_is_told_by_primary_keys()
        => Assert.Equal(["Ada|30|10|100", "Ben|30|30|200"], await shop.AskAsync(TinyProject.Query("orders", "customers.name", "orders.revenue payments.paid customers.credit_sum")));

    [Fact]
    public async Task A_number_does_not_change_when_another_is_asked_beside_it()
    {
        var alone = await shop.AskAsync(TinyProject.Query("customers", "customers.name", "customers.credit_sum"));
        var beside = await shop.AskAsync(TinyProject.Query("customers", "customers.name", "customers.credit_sum payments.paid notes.best"));
        Assert.Equal(alone, beside.Select(row => string.Join('|', row.Split('|').Take(2))));
    }

    [Fact]
    public async Task Groups_and_having_are_those_of_the_whole_question()
    {
        var query = TinyProject.Query("customers", "customers.name", "orders.revenue", TinyProject.Rule("payments.method", FilterOperator.Equals, "card")) with
        {
            MetricFilters = new FilterGroup(FilterConjunction.And, [TinyProject.Rule("orders.revenue", FilterOperator.GreaterThan, "10")]),
        };
        Assert.Equal(["Ben|30"], await shop.AskAsync(query));
    }

    [Fact]
    public async Task What_would_be_multiplied_and_has_no_key_is_refused_with_the_remedy()
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => shop.AskAsync(TinyProject.Query("customers", "orders.gift", "notes.score_sum")));
        Assert.Equal("semantics.multiplied", refusal.Code);
        Assert.Contains("primary_key", refusal.Message, StringComparison.Ordinal);
        // The greatest of many copies is the greatest.
        Assert.Equal(["False|7", "True|7", "∅|∅"], await shop.AskAsync(TinyProject.Query("customers", "orders.gift", "notes.best")));
    }

    [Fact]
    public async Task One_value_for_each_key_is_counted_in_each_group_and_a_key_with_several_is_told()
    {
        // The orders 1 and 3 were paid in both ways: they count in both groups, and once in the whole.
        await ToldAsync("payments.method", "payments.order_amounts", ["card|40", "cash|40", "∅|∅"]);
        await ToldAsync("", "payments.order_amounts", ["40"]);
        // In the whole there are several amounts for each way. The least is the same one always, and nobody takes it for more than that.
        await ToldAsync("", "payments.by_method", ["10"], "payments.by_method");
        await ToldAsync("", "payments.by_method payments.order_amounts customers.credit_sum", ["10|40|600"], "payments.by_method");
        await ToldAsync("customers.name", "payments.by_method", ["Ada|10", "Ben|20", "Cleo|∅"]);
        await ToldAsync("customers.region", "payments.by_method", ["West|10|8"], "payments.by_method", new TableCalculation { Name = "less", Formula = "=payments_by_method - 2" }, TinyProject.Rule("customers.region", FilterOperator.Equals, "West"));
    }

    private async Task ToldAsync(string dimensions, string metrics, string[] rows, string? uneven = null, TableCalculation? calculation = null, FilterNode? filter = null)
    {
        var compiled = shop.Compiler.Compile(TinyProject.Query("customers", dimensions, metrics, filter is null ? [] : [filter]) with { Calculations = calculation is null ? [] : [calculation] }, TinyProject.Context());
        var (shown, warnings) = await shop.AskWithWarningsAsync(compiled);
        Assert.Equal(rows, shown);
        Assert.Equal(uneven is null ? [] : [("semantics.several-values", uneven)], warnings.Select(warning => (warning.Code, warning.Where!.Subject)));
    }

    [Fact]
    public async Task Limits_are_prefixes_of_the_whole_order()
    {
        var query = TinyProject.Query("customers", "customers.name", "orders.revenue") with { Sorts = [new SortBy(TinyProject.Reference("orders.revenue"), true)] };
        var all = await shop.AskAsync(query);
        Assert.Equal(["Ada|30", "Ben|30", "Cleo|∅"], all);
        // One row more than is shown tells that there are more.
        Assert.Equal(all.Take(2), await shop.AskAsync(query with { Limit = 1 }));
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();
}
