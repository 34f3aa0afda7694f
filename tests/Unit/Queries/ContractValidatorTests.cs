using Vitrine.Queries.Contracts;
using Vitrine.Queries.Contracts.Validation;

namespace Vitrine.Unit.Queries;

public sealed class ContractValidatorTests
{
    [Theory]
    [InlineData("metrics: [orders.margin]", "margin")]
    [InlineData("metrics: [orders.revenue]\n    dimensions: [orders.supplier]", "supplier")]
    [InlineData("metrics: [orders.revenue]\n    dimensions: [{ slot: by, oneOf: [orders.country, orders.supplier] }]", "supplier")]
    [InlineData("metrics: [orders.revenue]\n    where: [{ or: [{ field: orders.supplier, operator: isNull }] }]", "supplier")]
    [InlineData("metrics: [orders.revenue]\n    arguments: { who: { field: orders.supplier } }", "supplier")]
    [InlineData("metrics: [orders.revenue]\n    underlying: [orders.supplier]", "supplier")]
    public void A_contract_with_a_field_that_the_author_may_not_see_is_refused_whole_without_naming_it(string body, string secret)
    {
        var yaml = $"version: 1\ncontracts:\n  a:\n    explore: orders\n    {body}\n";
        var finding = Assert.Single(ContractFixtures.Check(yaml));

        Assert.Equal("contracts.not-allowed", finding.Code);
        Assert.DoesNotContain(secret, finding.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(ContractFixtures.Check(yaml, ContractFixtures.Cleared));
    }

    [Fact]
    public void Hints_offer_only_what_the_author_may_see()
    {
        const string Yaml = "version: 1\ncontracts:\n  a: { explore: orders, metrics: [orders.margn] }\n";
        Assert.DoesNotContain("orders.margin", Assert.Single(ContractFixtures.Check(Yaml)).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Did you mean orders.margin", Assert.Single(ContractFixtures.Check(Yaml, ContractFixtures.Cleared)).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_another_explore_is_told_where_it_stands()
    {
        var finding = Assert.Single(ContractFixtures.Check("version: 1\ncontracts:\n  a: { explore: orders, metrics: [stores.store_count] }\n"));
        Assert.Equal(("contracts.unknown-field", "It stands in the explore stores, which orders does not join."), (finding.Code, finding.Hint));
    }

    [Theory]
    [InlineData("where: [{ field: refunds.reason, operator: isNull }]", true)]
    [InlineData("where: [{ and: [{ field: refunds.reason, operator: isNull }] }]", true)]
    [InlineData("where: [{ or: [{ field: refunds.reason, operator: isNull }] }]", false)]
    [InlineData("arguments: { why: { field: refunds.reason, required: true, default: late } }", true)]
    [InlineData("arguments: { why: { field: refunds.reason, default: late } }", false)]
    public void A_required_filter_of_the_explore_must_stand(string body, bool stands)
    {
        var findings = ContractFixtures.Check($"version: 1\ncontracts:\n  a:\n    explore: refunds\n    metrics: [refunds.refund_count]\n    {body}\n");
        Assert.Equal(stands ? [] : ["contracts.required-filter"], findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 3, 3)]
    [InlineData(2, 3, 9)]
    [InlineData(4, 10, 40)]
    public void Choices_of_slots_are_all_tried_until_there_are_too_many(int slots, int fields, int choices)
    {
        var lines = Enumerable.Range(0, slots).Select(slot => $"{{ slot: s{slot}, oneOf: [{string.Join(", ", Enumerable.Range(0, fields).Select(field => $"t.f{slot}_{field}"))}] }}");
        var yaml = $"version: 1\ncontracts:\n  a: {{ explore: t, dimensions: [{string.Join(", ", lines)}], metrics: [t.m] }}\n";
        Assert.Equal(choices, SlotChoices.Of(ContractFileParser.Parse(yaml).File.Contracts[0]).Count());
    }
}
