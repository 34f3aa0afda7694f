using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Compilation;

/// <summary>How answers come about, in words that are true of the statement beside them.</summary>
public sealed class ExplanationTests : IAsyncDisposable
{
    private readonly TinyProject shop = new(
        "SELECT 1;",
        """
        {
          "orders": {
            "meta": { "primary_key": "id", "joins": [
              { "join": "customers", "sql_on": "${customers.id} = ${orders.customer_id}", "relationship": "many-to-one" },
              { "join": "items", "sql_on": "${items.order_id} = ${orders.id}", "relationship": "one-to-many" } ],
              "metrics": { "per_item": { "type": "number", "sql": "${revenue} / ${items.n}" } } },
            "columns": {
              "id": { "type": "INTEGER" }, "customer_id": { "type": "INTEGER" }, "status": { "type": "VARCHAR" }, "created": { "type": "DATE", "meta": { "dimension": { "time_intervals": ["MONTH"] } } },
              "amount": { "type": "INTEGER", "meta": { "metrics": { "revenue": { "type": "sum", "filters": [ { "status": "!cancelled" } ] }, "largest": { "type": "max" } } } }
            }
          },
          "customers": { "meta": { "primary_key": "id", "sql_filter": "${TABLE}.region IN (${lightdash.attributes.region})" }, "columns": { "id": { "type": "INTEGER" }, "region": { "type": "VARCHAR" } } },
          "items": { "meta": { "primary_key": "id" }, "columns": { "id": { "type": "INTEGER" }, "order_id": { "type": "INTEGER" }, "brand": { "type": "VARCHAR", "meta": { "metrics": { "n": { "type": "count" } } } } } }
        }
        """);

    private static CompilationContext Context { get; } = TinyProject.Context(("region", ["West"]));

    [Fact]
    public void A_number_that_joins_touch_says_how_it_is_counted_once()
    {
        var explained = Explain(TinyProject.Query("orders", "customers.region items.brand", "orders.revenue items.n orders.largest orders.per_item", TinyProject.Rule("orders.status", FilterOperator.Equals, "done", "sent")));
        Assert.Equal(
            [
                "orders.revenue|orders|sum over the rows of orders, where orders.status not equals cancelled; a join meets its rows several times, so each counts once in a line, told by id.",
                "items.n|items|count over the rows of items; the joins meet each of its rows once.",
                "orders.largest|orders|max over the rows of orders; a join meets its rows several times, which changes nothing of it.",
                "orders.per_item||computed line by line of orders.revenue, items.n: ${revenue} / ${items.n}",
            ],
            explained.Numbers.Select(number => $"{number.Metric}|{number.Table}|{number.How}"));
        Assert.Equal(["orders.status equals done, sent"], explained.Filters);
        Assert.Equal([("customers", "( ${TABLE}.region IN (${lightdash.attributes.region}) )")], explained.RowRules.Select(rule => (rule.Table, rule.Sql)));
        Assert.Equal(["region"], explained.Attributes);
        Assert.StartsWith("The rows of orders, joined with customers (left join, many to one, ${customers.id} = ${orders.customer_id}) and items (left join, one to many,", explained.Steps[0], StringComparison.Ordinal);
        Assert.Contains("One line for each customers.region, items.brand.", explained.Steps);
        Assert.Contains("SELECT DISTINCT", explained.Query.Sql.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_asked_is_not_told()
    {
        var explained = Explain(TinyProject.Query("orders", "", "orders.revenue"));
        Assert.Equal(
            ["The rows of orders.", "All rows together make one line.", "orders.revenue: sum over the rows of orders, where orders.status not equals cancelled; nothing is joined.", "At most 500 lines."],
            explained.Steps);
        Assert.Empty(explained.RowRules);
        Assert.Empty(explained.Attributes);
    }

    [Fact]
    public void Everything_that_comes_after_is_told_in_its_order()
    {
        var earlier = new AdditionalMetric { Reference = new FieldReference("orders", "before"), Kind = MetricType.Sum, Earlier = new EarlierPeriod(TinyProject.Reference("orders.revenue"), TinyProject.Reference("orders.created_month"), FilterUnit.Months, 1) };
        var query = TinyProject.Query("orders", "orders.created_month", "orders.revenue") with
        {
            Metrics = [TinyProject.Reference("orders.revenue"), earlier.Reference],
            AdditionalMetrics = [earlier],
            MetricFilters = new FilterGroup(FilterConjunction.And, [TinyProject.Rule("orders.revenue", FilterOperator.GreaterThan, "5")]),
            Calculations = [new TableCalculation { Name = "growth", Formula = "=orders.revenue / orders_before - 1" }],
            Sorts = [new SortBy(FieldReference.OfCalculation("growth"), true)],
        };
        Assert.Equal(
            [
                "orders.before: orders.revenue, 1 months before by orders.created_month; filters over that time move back as well.",
                "The numbers are computed apart and put together line by line; empty values of dimensions meet each other.",
                "Lines are kept where orders.revenue greater than 5.",
                "growth is calculated over the lines: =orders.revenue / orders_before - 1",
                "At most 500 lines, ordered by growth, the largest first, then by the dimensions.",
            ],
            Explain(query).Steps.Skip(3));
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private QueryExplanation Explain(MetricQuery query) => shop.Compiler.Explain(query, Context);
}
