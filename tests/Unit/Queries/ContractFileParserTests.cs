using Vitrine.Queries.Contracts;

namespace Vitrine.Unit.Queries;

public sealed class ContractFileParserTests
{
    private const string Whole = """
        version: 1
        filters:
          dates:  { field: orders.created, type: range, required: true,
                    default: { operator: inThePast, values: [12], unit: months, completed: true } }
          region: { field: customers.region, operators: [equals], max: 50, options: true }
        contracts:
          revenue_by_period:
            label: Revenue by period
            explore: orders
            dimensions:
              - slot: period
                oneOf: [orders.created_month, orders.created_week]
              - customers.region
            metrics: [orders.revenue, orders.order_count]
            where:
              - { field: orders.status, operator: notEquals, values: [cancelled] }
              - or:
                - { field: orders.country, operator: equals, values: [NO, 007] }
                - { field: orders.country, operator: isNull }
            use: [dates, region]
            arguments:
              product: { field: products.name, operators: [equals, include], max: 20 }
            sort: [{ field: period }]
            limit: 500
            maxLimit: 5000
          kpis:
            label: Headline numbers
            explore: orders
            metrics: [orders.revenue, orders.average_order_value]
            use: [dates, { filter: region, field: stores.region }]
            compare: { filter: dates, to: previousPeriod }
            underlying: [orders.order_id, orders.created]
        capabilities: { explore: [] }
        """;

    [Fact]
    public void The_whole_example_is_read_without_a_finding()
    {
        var result = ContractFileParser.Parse(Whole);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["dates", "region"], result.File.Filters.Select(filter => filter.Name));
        Assert.Equal(["revenue_by_period", "kpis"], result.File.Contracts.Select(contract => contract.Name));
        var contract = result.File.Contracts[0];
        var slot = Assert.IsType<ContractDimension.Slot>(contract.Dimensions[0]);
        Assert.Equal(["orders.created_month", "orders.created_week"], slot.OneOf.Select(field => field.Text));
        Assert.Equal(5000, contract.MaximumLimit);
        Assert.Equal("stores.region", result.File.Contracts[1].Use[1].Field!.Text);
        Assert.Equal(ComparisonTarget.PreviousPeriod, result.File.Contracts[1].Compare!.To);
    }

    [Fact]
    public void Scalars_of_values_stay_text()
    {
        var contract = ContractFileParser.Parse(Whole).File.Contracts[0];
        var group = Assert.IsType<ContractCondition.Group>(contract.Where[1]);
        var rule = Assert.IsType<ContractCondition.Rule>(group.Members[0]);
        Assert.True(group.IsAny);
        Assert.Equal(["NO", "007"], rule.Value.Values.Select(value => value.Text));
    }

    [Fact]
    public void A_missing_limit_is_500_and_a_missing_maximum_is_the_limit()
    {
        var kpis = ContractFileParser.Parse(Whole).File.Contracts[1];
        Assert.Equal((500, 500), (kpis.Limit, kpis.MaximumLimit));
    }

    [Fact]
    public void All_findings_come_together_with_line_and_column_and_the_nearest_name()
    {
        var result = ContractFileParser.Parse("""
            version: 1
            contracts:
              a:
                explore: orders
                metrcs: [orders.revenue]
                metrics: orders.revenue
                limit: many
            """);

        Assert.Equal(
            ["5:5 contracts.unknown-key Did you mean metrics?", "6:14 contracts.wrong-type Write [orders.revenue].", "7:12 contracts.wrong-type "],
            result.Diagnostics.Where(finding => finding.Where!.Line > 3).Select(finding => $"{finding.Where!.Line}:{finding.Where.Column} {finding.Code} {finding.Hint}"));
        Assert.All(result.Diagnostics, finding => Assert.Equal("src/queries.yml", finding.Where!.File));
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x", "contracts.yaml-alias")]
    [InlineData("a: !!binary xyz", "contracts.yaml-tag")]
    [InlineData("version: 1\n---\nversion: 1", "contracts.yaml-documents")]
    [InlineData("version: 1\nversion: 1", "contracts.duplicate-key")]
    [InlineData("version: [1", "contracts.yaml")]
    [InlineData("version: 1\ncontracts: [x\nfilters: t", "contracts.yaml")]
    [InlineData("", "contracts.empty")]
    [InlineData("- 1", "contracts.wrong-type")]
    [InlineData("? [1]\n: 2", "contracts.bad-key")]
    [InlineData("\0", "contracts.yaml")]
    public void What_is_not_a_plain_document_is_refused(string yaml, string code)
        => Assert.Contains(ContractFileParser.Parse(yaml).Diagnostics, finding => finding.Code == code);

    [Fact]
    public void Size_depth_and_number_of_values_are_bounded()
    {
        Assert.Equal("contracts.too-large", Assert.Single(ContractFileParser.Parse(new string('#', 300_000)).Diagnostics).Code);
        Assert.Equal("contracts.too-deep", Assert.Single(ContractFileParser.Parse(new string('[', 5_000)).Diagnostics).Code);
        Assert.Equal("contracts.too-large", Assert.Single(ContractFileParser.Parse("a: [" + string.Concat(Enumerable.Repeat("1,", 30_000)) + "]").Diagnostics).Code);
    }
}
