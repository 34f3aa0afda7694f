using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Queries;

public sealed class ArgumentBinderTests
{
    private static readonly ContractFile File = ContractFileParser.Parse("""
        version: 1
        filters:
          dates: { field: orders.created, type: range, required: true, default: { operator: inThePast, values: [12], unit: months } }
          region: { field: customers.region, operators: [equals, include], max: 2, default: [West] }
        contracts:
          sales:
            explore: orders
            dimensions:
              - { slot: period, oneOf: [orders.created_month, orders.created_week] }
              - { slot: by, oneOf: [orders.country, orders.status, orders.channel], many: 2 }
            metrics: [orders.revenue]
            use: [dates, region]
            arguments:
              least: { field: orders.amount, operators: [greaterThan] }
              gift: { field: orders.is_gift, required: true, example: true }
            sortBy: [period, orders.revenue]
        """).File;

    [Fact]
    public void What_is_not_given_takes_its_default_or_the_first_field()
    {
        var bound = Bind("""{ "gift": true }""");
        Assert.Equal("orders.created_month", Assert.Single(bound.Slots["period"]).Text);
        Assert.Equal("orders.country", Assert.Single(bound.Slots["by"]).Text);
        Assert.Equal(["dates", "region", "gift"], bound.Filters.Select(filter => filter.Argument.Name));
        Assert.Null(bound.Sort);
    }

    [Fact]
    public void Null_clears_a_filter_and_so_does_an_empty_list()
    {
        Assert.Equal(["dates", "gift"], Bind("""{ "gift": true, "region": null }""").Filters.Select(filter => filter.Argument.Name));
        Assert.Equal(["dates", "gift"], Bind("""{ "gift": true, "region": [] }""").Filters.Select(filter => filter.Argument.Name));
    }

    [Fact]
    public void Values_come_bare_as_a_list_or_whole()
    {
        var bound = Bind("""
            { "gift": false, "region": { "operator": "include", "values": ["st"] }, "dates": ["2025-01-01", "2025-06-30"], "least": 12.50,
              "period": "orders.created_week", "by": ["orders.status", "orders.channel"], "sort": [{ "field": "period", "descending": true }] }
            """);
        Assert.Equal(
            ["inBetween 2025-01-01 2025-06-30", "include st", "greaterThan 12.50", "equals false"],
            bound.Filters.Select(filter => $"{filter.Value.Operator} {string.Join(' ', filter.Value.Values.Select(value => value.Text))}"));
        Assert.Equal(["orders.status", "orders.channel"], bound.Slots["by"].Select(field => field.Text));
        Assert.Equal(("period", true), (bound.Sort![0].Field.Text, bound.Sort[0].Descending));
    }

    [Theory]
    [InlineData("""{ "gift": true, "regin": "West" }""", "queries.unknown-argument")]
    [InlineData("""{ "gift": true, "explore": "orders" }""", "queries.unknown-argument")]
    [InlineData("""{ "gift": true, "gift": false }""", "queries.bad-arguments")]
    [InlineData("""[]""", "queries.bad-arguments")]
    [InlineData("""{}""", "queries.argument-required")]
    [InlineData("""{ "gift": true, "dates": null }""", "queries.argument-required")]
    [InlineData("""{ "gift": "true" }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "region": 5 }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "region": [["West"]] }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "region": ["a", "b", "c"] }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "region": { "operator": "notEquals", "values": ["West"] } }""", "queries.bad-value")]
    [InlineData("""{ "gift": true, "region": { "operator": "equals", "values": ["West"], "sql": "1=1" } }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "region": "\ud800" }""", "queries.bad-arguments")]
    [InlineData("""{ "gift": true, "least": "12; drop table orders" }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "dates": ["yesterday", "today"] }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "dates": "2025-01-01" }""", "queries.bad-value")]
    [InlineData("""{ "gift": true, "dates": { "operator": "inThePast", "values": [999999], "unit": "years" } }""", "queries.bad-value")]
    [InlineData("""{ "gift": true, "dates": { "operator": "inThePast", "values": [1], "unit": "eons" } }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "period": "orders.created_day" }""", "queries.bad-value")]
    [InlineData("""{ "gift": true, "period": ["orders.created_week"] }""", "queries.wrong-type")]
    [InlineData("""{ "gift": true, "by": ["orders.status", "orders.status"] }""", "queries.bad-value")]
    [InlineData("""{ "gift": true, "by": ["orders.status", "orders.country", "orders.channel"] }""", "queries.too-many-values")]
    [InlineData("""{ "gift": true, "sort": [{ "field": "orders.country" }] }""", "queries.bad-value")]
    [InlineData("""{ "gift": true, "sort": "period" }""", "queries.wrong-type")]
    public void Anything_else_is_refused(string arguments, string code)
    {
        var refusal = Assert.Throws<RefusalException>(() => Bind(arguments));
        Assert.Equal((code, RefusalKind.Invalid), (refusal.Code, refusal.Kind));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var refusal = Assert.Throws<RefusalException>(() => Bind("""{ "region": 5, "nothing": 1 }"""));
        Assert.Equal(["queries.unknown-argument", "queries.wrong-type", "queries.argument-required"], refusal.Diagnostics.Select(finding => finding.Code));
    }

    private static BoundArguments Bind(string arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        return ArgumentBinder.Bind(File, File.Contracts[0], json.RootElement, field => field.Text switch
        {
            "orders.created" => FieldType.Timestamp,
            "orders.amount" => FieldType.Number,
            "orders.is_gift" => FieldType.Boolean,
            _ => FieldType.String,
        });
    }
}
