using System.Text.Json.Nodes;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics.Dbt;

/// <summary>What meta says of explores, each key once.</summary>
public sealed class ExploreMetaTests
{
    private static readonly SemanticLayer Layer = Read(
        """
        {
          "orders": {
            "meta": {
              "label": "Our orders", "groups": ["sales"], "ai_hint": ["one row for each order"], "synonyms": ["purchases"], "hidden": false, "primary_key": "id",
              "group_details": { "money": { "label": "Money" } }, "default_show_underlying_values": ["id"], "any_attributes": { "team": ["sales", "finance"] },
              "sets": { "small": { "fields": ["id", "region"] }, "all_small": { "fields": ["small*", "-region"] } },
              "joins": [
                { "join": "people", "alias": "buyers", "label": "Who bought", "description": "Whoever paid.", "sql_on": "${buyers.id} = ${orders.buyer_id}", "type": "inner", "relationship": "many-to-one", "always": true, "fields": ["few*", "-secret", "-age"] },
                { "join": "people", "alias": "sellers", "sql_on": "${sellers.id} = ${orders.seller_id}", "hidden": true }
              ],
              "default_filters": [ { "region": "West" } ], "required_filters": [ { "made_on": "inThePast 14 days" } ],
              "explores": {
                "orders_alone": { "label": "Orders alone", "description": "Nothing joined.", "joins": [], "sql_filter": "${TABLE}.amount > 0", "ai_hint": "short", "tags": ["x"], "default_filters": [], "required_attributes": { "level": "2" },
                  "additional_dimensions": { "size": { "type": "string", "sql": "CASE WHEN ${amount} > 10 THEN 'big' ELSE 'small' END" } } },
                "orders_again": { "label": "Orders again" }
              }
            },
            "columns": {
              "id": {}, "buyer_id": {}, "seller_id": {},
              "region": { "meta": { "dimension": { "ai_hint": "a part of the world", "required_attributes": { "level": ["1", "2"] } } } },
              "made_on": { "type": "DATE", "meta": { "dimension": { "time_intervals": ["DAY", "MONTH"] } } },
              "amount": { "type": "DECIMAL(10,2)", "meta": {
                "dimension": { "groups": ["money"] },
                "additional_dimensions": { "amount_band": { "type": "number", "sql": "FLOOR(${amount} / 10)", "label": "Band" } },
                "metrics": { "revenue": { "type": "sum", "groups": ["money"], "show_underlying_values": ["region"], "ai_hint": ["gross"] }, "average_amount": { "type": "average" } } } }
            }
          },
          "people": { "meta": { "hidden": true, "sets": { "few": { "fields": ["id", "name", "age", "secret"] } } }, "columns": { "id": {}, "name": {}, "age": { "type": "INT64" }, "secret": { "meta": { "dimension": { "hidden": true } } } } }
        }
        """);

    [Fact]
    public void A_model_has_its_own_explore_and_those_that_it_declares()
    {
        Assert.Equal(["orders", "orders_again", "orders_alone"], Layer.ExploreNames.Order(StringComparer.Ordinal));
        var (own, alone, again) = (Explore("orders"), Explore("orders_alone"), Explore("orders_again"));
        Assert.Equal(("Our orders", "Orders alone", "Orders again"), (own.Label, alone.Label, again.Label));
        Assert.Equal(["buyers", "sellers"], again.Joins.Select(join => join.Table));
        Assert.Empty(alone.Joins);
        Assert.Contains(alone.Dimensions, dimension => dimension.Reference.Name == "size");
        Assert.DoesNotContain(own.Dimensions, dimension => dimension.Reference.Name == "size");
        Assert.Equal(["short", "x"], alone.AiHints.Concat(alone.Tags));
        Assert.Equal(["one row for each order"], again.AiHints);
        Assert.NotNull(alone.Tables[0].RowRule);
        Assert.Null(own.Tables[0].RowRule);
    }

    [Fact]
    public void Filters_that_it_brings_are_suggested_or_required()
    {
        Assert.Equal(["orders.region"], Explore("orders").DefaultFilters.Select(filter => filter.Field.ToString()));
        var required = Assert.Single(Explore("orders_again").RequiredFilters);
        Assert.Equal((FilterOperator.InThePast, "14"), (required.Rule.Operator, required.Rule.Values[0]));
        Assert.Empty(Explore("orders_alone").DefaultFilters);
    }

    [Fact]
    public void A_join_brings_the_fields_of_its_sets_without_those_that_it_excludes()
    {
        var explore = Explore("orders");
        // The hidden field of the condition is there for it alone.
        Assert.Equal(["id", "name"], explore.Dimensions.Where(dimension => dimension.Reference.Table == "buyers").Select(dimension => dimension.Reference.Name));
        Assert.Equal((JoinKind.Inner, JoinRelationship.ManyToOne, true, false), (explore.Joins[0].Kind, explore.Joins[0].Relationship, explore.Joins[0].IsAlways, explore.Joins[0].IsHidden));
        Assert.Equal("Who bought", explore.Dimensions.First(dimension => dimension.Reference.Table == "buyers").TableLabel);
        Assert.All(explore.Dimensions.Where(dimension => dimension.Reference.Table == "sellers"), dimension => Assert.True(dimension.Hidden));
    }

    [Fact]
    public void Attributes_decide_who_sees_a_table_and_a_field()
    {
        var (own, alone) = (Explore("orders"), Explore("orders_alone"));
        Assert.False(Layer.IsVisible(own, Person()));
        Assert.True(Layer.IsVisible(own, Person(("team", "finance"))));
        Assert.False(Layer.IsVisible(alone, Person(("team", "finance"))));
        Assert.True(Layer.IsVisible(alone, Person(("team", "sales"), ("level", "2"))));
        var region = own.Dimensions.Single(dimension => dimension.Reference.Name == "region");
        Assert.False(Layer.IsVisible(region, Person(("team", "sales"), ("level", "3"))));
        Assert.True(Layer.IsVisible(region, Person(("team", "sales"), ("level", "1"))));
    }

    [Theory]
    [InlineData("""{ "required_attributes": { "admin": null } }""")]
    [InlineData("""{ "any_attributes": { "admin": null, "team": "x" } }""")]
    [InlineData("""{ "required_attributes": ["admin"] }""")]
    [InlineData("""{ "required_attributes": { "admin": { "is": true } } }""")]
    public void A_rule_that_cannot_be_read_shows_nothing(string meta)
    {
        var models = new JsonObject { ["orders"] = new JsonObject { ["meta"] = JsonNode.Parse(meta), ["columns"] = new JsonObject { ["id"] = new JsonObject() } } };
        var layer = TinyManifest.Read(models);
        Assert.False(layer.TryGetExplore("orders", out _));
        Assert.Contains(layer.Diagnostics, finding => finding is { Code: "dbt.bad-model", Where.Subject: "orders" });
    }

    [Fact]
    public void Fields_carry_what_their_author_says()
    {
        var explore = Explore("orders");
        Assert.Equal(["one row for each order", "purchases", "sales"], explore.AiHints.Concat(explore.Synonyms).Concat(explore.Groups));
        Assert.Equal(["a part of the world"], explore.Dimensions.Single(dimension => dimension.Reference.Name == "region").AiHints);
        var band = explore.Dimensions.Single(dimension => dimension.Reference.Name == "amount_band");
        Assert.Equal(("Band", FieldType.Number), (band.Label, band.Type));
        var revenue = explore.Metrics.Single(metric => metric.Reference.Name == "revenue");
        Assert.Equal(["Money", "region", "gross"], revenue.Groups.Concat(revenue.ShowUnderlyingValues).Concat(revenue.AiHints));
        Assert.Equal(["id"], explore.Metrics.Single(metric => metric.Reference.Name == "average_amount").ShowUnderlyingValues);
        Assert.Equal(["made_on", "made_on_day", "made_on_month"], explore.Dimensions.Where(dimension => dimension.Reference.Name.StartsWith("made_on", StringComparison.Ordinal)).Select(dimension => dimension.Reference.Name));
    }

    [Theory]
    [InlineData("INTEGER", FieldType.Number)]
    [InlineData("numeric(10, 2)", FieldType.Number)]
    [InlineData("Nullable(Int32)", FieldType.Number)]
    [InlineData("LowCardinality(Nullable(String))", FieldType.String)]
    [InlineData("DateTime64(3, 'UTC')", FieldType.Timestamp)]
    [InlineData("timestamp with time zone", FieldType.Timestamp)]
    [InlineData("double precision", FieldType.Number)]
    [InlineData("character varying(20)", FieldType.String)]
    [InlineData("ARRAY<INT64>", FieldType.String)]
    [InlineData("integer[]", FieldType.String)]
    [InlineData("BOOL", FieldType.Boolean)]
    [InlineData("date", FieldType.Date)]
    public void Names_of_sql_types_are_understood(string name, FieldType type) => Assert.Equal(type, SqlTypeNames.OfSql(name));

    [Theory]
    [InlineData("not_a_type")]
    [InlineData("")]
    public void What_is_no_type_is_text(string name)
        => Assert.Equal(FieldType.String, Read($$"""{ "t": { "columns": { "c": { "type": "{{name}}" } } } }""").TryGetExplore("t", out var explore) ? explore.Dimensions.Single().Type : default);

    private static Explore Explore(string name) => Layer.TryGetExplore(name, out var explore) ? explore : throw new InvalidOperationException(name);

    private static QueryIdentity Person(params (string Name, string Value)[] attributes)
        => new() { PersonId = "somebody", Attributes = attributes.ToDictionary(one => one.Name, one => (IReadOnlyList<string>)[one.Value]) };

    private static SemanticLayer Read(string models) => TinyManifest.Read(JsonNode.Parse(models)!.AsObject());
}
