using System.Text.Json;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Queries.Limits;

namespace Vitrine.Integration.Queries;

/// <summary>Two people with different attributes ask the same contracts: rows, cache, options and the rows behind differ as they must.</summary>
public sealed class TwoPeopleTests(JaffleProject jaffle) : IClassFixture<JaffleProject>, IDisposable
{
    private static readonly Principal East = JaffleProject.Person("east_coast");
    private static readonly Principal Others = JaffleProject.Person("west_coast", "central");

    private static readonly ContractFile File = ContractFileParser.Parse("""
        version: 1
        filters:
          center: { field: orders.fulfillment_center, options: true }
        contracts:
          orders_by_center:
            explore: orders
            dimensions: [orders.fulfillment_center]
            metrics: [orders.unique_order_count]
            use: [center]
            sort: [{ field: orders.fulfillment_center }]
            underlying: [orders.order_id, orders.fulfillment_center]
          total:
            explore: orders
            metrics: [orders.unique_order_count]
          customers_with_orders:
            explore: customers
            dimensions: [orders.fulfillment_center]
            metrics: [customers.unique_customer_count]
            sort: [{ field: orders.fulfillment_center }]
          by_month:
            explore: orders
            dimensions: [orders.order_date_month]
            metrics: [orders.unique_order_count]
            arguments:
              dates: { field: orders.order_date, type: range, required: true, default: { operator: inThePast, values: [3], unit: months, completed: true } }
            compare: { filter: dates, to: previousPeriod }
            sort: [{ field: orders.order_date_month }]
          ages: { explore: customers, metrics: [customers.average_age] }
        """).File;

    private readonly ContractRunner runner = new(new QuerySettings(), TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => runner.Dispose();

    [Fact]
    public void The_contracts_resolve_for_both()
    {
        foreach (var person in new[] { East, Others })
        {
            var findings = ContractValidator.ValidateIn(File, jaffle.Open().Layer, jaffle.Open().ContextFor(person));
            Assert.Equal(["contracts.not-allowed"], findings.Select(finding => finding.Code));
        }
    }

    [Fact]
    public async Task Each_sees_the_rows_of_their_own_centers_and_they_equal_direct_sql()
    {
        var east = await Run(East, "orders_by_center");
        var others = await Run(Others, "orders_by_center");

        Assert.Equal(Direct("SELECT fulfillment_center, count(DISTINCT order_id) FROM orders WHERE fulfillment_center = 'east_coast' GROUP BY 1 ORDER BY 1"), Rows(east));
        Assert.Equal(Direct("SELECT fulfillment_center, count(DISTINCT order_id) FROM orders WHERE fulfillment_center IN ('west_coast', 'central') GROUP BY 1 ORDER BY 1"), Rows(others));
        Assert.NotEmpty(east.Rows);
        Assert.Equal(2, others.Rows.Count);
    }

    [Fact]
    public async Task The_cache_keeps_them_apart_and_serves_each_again()
    {
        var east = await Run(East, "total");
        var others = await Run(Others, "total");
        var again = await Run(East, "total");

        Assert.Null(others.CachedAt);
        Assert.NotNull(again.CachedAt);
        Assert.Equal(Rows(east), Rows(again));
        Assert.NotEqual(Rows(east), Rows(others));
        // Equal attributes are an equal question, whoever asks.
        Assert.NotNull((await Run(JaffleProject.Person("east_coast") with { PersonId = Guid.AllBitsSet, Email = "twin@example.com" }, "total")).CachedAt);
    }

    [Fact]
    public async Task Filtering_for_what_one_may_not_see_finds_nothing()
        => Assert.Empty((await Run(East, "orders_by_center", """{ "center": "west_coast" }""")).Rows);

    [Fact]
    public async Task Options_are_those_of_the_viewer()
    {
        Assert.Equal(["east_coast"], (await runner.ValuesAsync(jaffle.Open(), East, File, "center", null, Stop)).Values.Select(cell => cell.Raw));
        Assert.Equal(["central", "west_coast"], (await runner.ValuesAsync(jaffle.Open(), Others, File, "center", null, Stop)).Values.Select(cell => (string?)cell.Raw).Order(StringComparer.Ordinal));
        Assert.Equal(["west_coast"], (await runner.ValuesAsync(jaffle.Open(), Others, File, "center", "WEST", Stop)).Values.Select(cell => cell.Raw));
    }

    [Fact]
    public async Task The_rows_behind_are_those_of_the_viewer()
    {
        using var row = JsonDocument.Parse("""{ "orders.fulfillment_center": "central" }""");
        var others = await runner.UnderlyingAsync(jaffle.Open(), Others, File, "orders_by_center", default, row.RootElement, Stop);
        var east = await runner.UnderlyingAsync(jaffle.Open(), East, File, "orders_by_center", default, row.RootElement, Stop);

        Assert.Empty(east.Rows);
        Assert.NotEmpty(others.Rows);
        Assert.All(others.Rows, cells => Assert.Equal("central", cells[1].Raw));
    }

    [Fact]
    public async Task The_rule_holds_for_a_joined_table_too()
    {
        var east = await Run(East, "customers_with_orders");
        Assert.All(east.Rows, cells => Assert.True(cells[0].Raw is null or "east_coast"));
    }

    [Fact]
    public async Task Without_the_attribute_nothing_is_shown()
        => Assert.Equal(RefusalKind.Forbidden, (await Assert.ThrowsAsync<RefusalException>(() => Run(JaffleProject.Person(), "total"))).Kind);

    [Fact]
    public async Task A_field_that_needs_another_attribute_refuses_the_contract()
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => Run(East, "ages"));
        Assert.Equal(("queries.not-allowed", RefusalKind.Forbidden), (refusal.Code, refusal.Kind));
        Assert.DoesNotContain("age", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_comparison_equals_direct_sql_for_each_bucket()
    {
        var result = await Run(East, "by_month");
        var now = Direct("SELECT strftime(date_trunc('month', order_date), '%Y-%m-%d'), count(DISTINCT order_id) FROM orders WHERE fulfillment_center = 'east_coast' AND order_date >= DATE '2025-10-01' AND order_date < DATE '2026-01-01' GROUP BY 1 ORDER BY 1");
        var before = Direct("SELECT strftime(date_trunc('month', order_date) + INTERVAL 3 MONTH, '%Y-%m-%d'), count(DISTINCT order_id) FROM orders WHERE fulfillment_center = 'east_coast' AND order_date >= DATE '2025-07-01' AND order_date < DATE '2025-10-01' GROUP BY 1 ORDER BY 1")
            .ToDictionary(row => row.Split('|')[0], row => row.Split('|')[1]);

        Assert.NotEmpty(now);
        Assert.Equal(now, Rows(result));
        Assert.All(result.Rows, cells => Assert.Equal(before.GetValueOrDefault((string)cells[0].Raw!, ""), $"{cells[1].Previous!.Raw}"));
    }

    private async Task<ContractResult> Run(Principal person, string name, string arguments = "{}")
    {
        using var json = JsonDocument.Parse(arguments);
        return await runner.RunAsync(jaffle.Open(), person, File, name, json.RootElement, null, false, Stop);
    }

    private List<string> Direct(string sql) => [.. jaffle.Ask(sql).Select(row => string.Join('|', row))];

    private static List<string> Rows(ContractResult result) => [.. result.Rows.Select(row => string.Join('|', row.Select(cell => cell.Raw)))];
}
