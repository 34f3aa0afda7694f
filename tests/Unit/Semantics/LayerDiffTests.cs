using System.Text.Json.Nodes;
using Vitrine.Semantics.Changes;
using Vitrine.Unit.Semantics.Dbt;

namespace Vitrine.Unit.Semantics;

public sealed class LayerDiffTests
{
    private const string Before = """
        {
          "orders": { "meta": { "joins": [ { "join": "people", "sql_on": "${people.id} = ${orders.buyer}" } ] }, "columns": {
            "id": {}, "buyer": {}, "made_on": { "type": "DATE" }, "amount": { "type": "INTEGER", "meta": { "metrics": { "revenue": { "type": "sum" }, "secret": { "type": "sum", "hidden": true } } } } } },
          "people": { "columns": { "id": {}, "name": {}, "age": { "type": "INTEGER" } } },
          "old": { "columns": { "id": {} } }
        }
        """;

    [Fact]
    public void What_may_break_something_is_told_first_each_field_once()
    {
        var after = JsonNode.Parse(Before)!.AsObject();
        after.Remove("old");
        after["fresh"] = JsonNode.Parse("""{ "columns": { "id": {} } }""");
        var columns = after["orders"]!["columns"]!.AsObject();
        columns.Remove("made_on");
        columns["paid_on"] = JsonNode.Parse("""{ "type": "DATE" }""");
        columns["amount"]!["meta"]!["metrics"]!["revenue"]!["type"] = "average";
        columns["amount"]!["meta"]!["metrics"]!.AsObject().Remove("secret");
        after["people"]!["columns"]!["age"]!["type"] = "VARCHAR";
        Assert.Equal(
            [
                "ExploreRemoved  in old:  → ",
                "FieldRemoved orders.made_on in orders: date → ",
                "TypeChanged orders.revenue in orders: sum (number) → average (number)",
                "TypeChanged people.age in orders people: number → string",
                "ExploreAdded  in fresh:  → ",
                "FieldAdded orders.paid_on in orders:  → date",
            ],
            LayerDiff.Between(TinyManifest.Read(JsonNode.Parse(Before)!.AsObject()), TinyManifest.Read(after))
                .Select(change => $"{change.Kind} {change.Field} in {string.Join(' ', change.Explores)}: {change.Before} → {change.After}"));
    }

    [Fact]
    public void Nothing_is_told_of_a_layer_against_itself()
        => Assert.Empty(LayerDiff.Between(TinyManifest.Read(JsonNode.Parse(Before)!.AsObject()), TinyManifest.Read(JsonNode.Parse(Before)!.AsObject())));

    [Fact]
    public void A_field_that_is_hidden_now_is_gone()
    {
        var after = JsonNode.Parse(Before)!.AsObject();
        after["people"]!["columns"]!["name"]!["meta"] = JsonNode.Parse("""{ "dimension": { "hidden": true } }""");
        var change = Assert.Single(LayerDiff.Between(TinyManifest.Read(JsonNode.Parse(Before)!.AsObject()), TinyManifest.Read(after)));
        Assert.Equal((LayerChangeKind.FieldRemoved, "people.name"), (change.Kind, change.Field));
    }
}
