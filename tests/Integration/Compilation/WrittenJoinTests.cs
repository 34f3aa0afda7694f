using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Integration.Compilation;

/// <summary>Joins that an author wrote beside MetricFlow's entities: one that says what the entity says is the entity's, another stands for itself.</summary>
public sealed class WrittenJoinTests : IAsyncDisposable
{
    private readonly TinyProject shop = new(
        """
        CREATE TABLE customers AS SELECT * FROM (VALUES (1, 'West'), (2, 'East')) t(id, region);
        CREATE TABLE orders AS SELECT * FROM (VALUES (1, 1, 10), (2, 1, 20), (3, 2, 30)) t(id, customer_id, amount);
        CREATE TABLE refunds AS SELECT * FROM (VALUES (1, 1, 5), (2, 2, 7)) t(id, customer_id, amount);
        """,
        """
        {
          "customers": { "meta": { "primary_key": "id" }, "columns": { "id": { "type": "INTEGER" }, "region": { "type": "VARCHAR" } } },
          "orders": { "meta": { "joins": [ { "join": "customers", "alias": "buyers", "sql_on": "${buyers.id} = ${orders.customer_id}", "relationship": "many-to-one" } ] },
            "columns": { "id": { "type": "INTEGER" }, "customer_id": { "type": "INTEGER" }, "amount": { "type": "INTEGER" } } },
          "refunds": { "meta": { "joins": [ { "join": "customers", "sql_on": "${customers.id} = ${refunds.customer_id} and ${customers.region} = 'West'", "relationship": "many-to-one" } ],
              "explores": { "plain_refunds": { "joins": [] } } },
            "columns": { "id": { "type": "INTEGER" }, "customer_id": { "type": "INTEGER" }, "amount": { "type": "INTEGER" } } },
          "returns": { "meta": { "sql_from": "refunds" }, "columns": { "id": { "type": "INTEGER" }, "customer_id": { "type": "INTEGER" }, "amount": { "type": "INTEGER" } } }
        }
        """,
        """
        {
          "semantic_models": {
            "semantic_model.tiny.customers": { "name": "customers", "depends_on": { "nodes": ["model.tiny.customers"] }, "entities": [ { "name": "customer", "type": "primary", "expr": "id" } ], "dimensions": [ { "name": "region", "type": "categorical" } ], "measures": [] },
            "semantic_model.tiny.orders": { "name": "orders", "depends_on": { "nodes": ["model.tiny.orders"] }, "entities": [ { "name": "order", "type": "primary", "expr": "id" }, { "name": "customer", "type": "foreign", "expr": "customer_id" } ], "dimensions": [], "measures": [ { "name": "amount", "agg": "sum" } ] },
            "semantic_model.tiny.refunds": { "name": "refunds", "depends_on": { "nodes": ["model.tiny.refunds"] }, "entities": [ { "name": "refund", "type": "primary", "expr": "id" }, { "name": "customer", "type": "foreign", "expr": "customer_id" } ], "dimensions": [], "measures": [ { "name": "refunded", "agg": "sum", "expr": "amount" } ] },
            "semantic_model.tiny.returns": { "name": "returns", "depends_on": { "nodes": ["model.tiny.returns"] }, "entities": [ { "name": "return", "type": "primary", "expr": "id" }, { "name": "customer", "type": "foreign", "expr": "customer_id" } ], "dimensions": [], "measures": [ { "name": "returned", "agg": "sum", "expr": "amount" } ] }
          },
          "metrics": {
            "metric.tiny.revenue": { "name": "revenue", "type": "simple", "type_params": { "measure": { "name": "amount" } } },
            "metric.tiny.refunded": { "name": "refunded", "type": "simple", "type_params": { "measure": { "name": "refunded" } } },
            "metric.tiny.returned": { "name": "returned", "type": "simple", "type_params": { "measure": { "name": "returned" } } },
            "metric.tiny.west": { "name": "west", "type": "simple", "filter": { "where_filters": [ { "where_sql_template": "{{ Dimension('customer__region') }} = 'West'" } ] }, "type_params": { "measure": { "name": "amount" } } },
            "metric.tiny.net": { "name": "net", "type": "derived", "type_params": { "expr": "revenue - returned", "metrics": [ { "name": "revenue" }, { "name": "returned" } ] } },
            "metric.tiny.other_net": { "name": "other_net", "type": "derived", "type_params": { "expr": "revenue - refunded", "metrics": [ { "name": "revenue" }, { "name": "refunded" } ] } }
          }
        }
        """);

    [Fact]
    public async Task A_join_that_says_what_the_entity_says_groups_metrics_of_several_models()
    {
        Assert.Equal(["East|30|23", "West|30|25"], (await shop.AskAsync(TinyProject.Query("orders", "buyers.region", "orders.revenue orders.net"))).Order(StringComparer.Ordinal));
        Assert.Equal(["30"], await shop.AskAsync(TinyProject.Query("orders", "", "orders.west")));
        Assert.Equal(["25"], await shop.AskAsync(TinyProject.Query("orders", "", "orders.net", TinyProject.Rule("buyers.region", FilterOperator.Equals, "West"))));
    }

    [Fact]
    public async Task A_join_that_says_something_else_is_not_the_entity()
        => Assert.Equal("semantics.no-common-dimension", (await Assert.ThrowsAsync<RefusalException>(() => shop.AskAsync(TinyProject.Query("orders", "buyers.region", "orders.other_net")))).Code);

    public ValueTask DisposeAsync() => shop.DisposeAsync();
}
