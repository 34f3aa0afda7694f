using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Integration.Compilation;

/// <summary>Totals and subtotals, aggregated again from the rows.</summary>
public sealed class TotalsTests : IAsyncDisposable
{
    private readonly TinyProject shop = new(
        "CREATE TABLE sales AS SELECT * FROM (VALUES ('West', 'a', 1, 10), ('West', 'b', 1, 20), ('East', 'a', 2, 60), ('East', 'a', 1, NULL)) t(region, kind, buyer, amount);",
        """
        { "sales": { "meta": { "sql_filter": "${TABLE}.region IN (${lightdash.attributes.region})", "metrics": { "per_buyer": { "type": "number", "sql": "${revenue} / ${buyers}" }, "running": { "type": "running_total", "sql": "${revenue}" } } }, "columns": {
          "region": { "type": "VARCHAR" }, "kind": { "type": "VARCHAR" }, "buyer": { "type": "INTEGER", "meta": { "metrics": { "buyers": { "type": "count_distinct" } } } },
          "amount": { "type": "INTEGER", "meta": { "metrics": { "revenue": { "type": "sum" }, "mean": { "type": "average" } } } } } } }
        """);

    private static CompilationContext Everybody { get; } = TinyProject.Context(("region", ["West", "East"]));

    private static MetricQuery Query { get; } = TinyProject.Query("sales", "sales.region sales.kind", "sales.revenue sales.buyers sales.mean sales.per_buyer sales.running") with
    {
        MetricFilters = new FilterGroup(FilterConjunction.And, [TinyProject.Rule("sales.revenue", FilterOperator.GreaterThan, "15")]),
        Calculations =
        [
            new TableCalculation { Name = "twice", Formula = "=sales_revenue * 2" }, new TableCalculation { Name = "four", Formula = "=twice * 2" },
            new TableCalculation { Name = "share", Formula = "=sales_revenue / SUM(sales_revenue)" }, new TableCalculation { Name = "name", Formula = "=CONCAT(sales_kind, '!')" },
        ],
        Sorts = [new SortBy(TinyProject.Reference("sales.kind"), true)],
    };

    [Fact]
    public async Task Totals_are_those_of_the_rows_and_not_of_the_lines()
    {
        // Two buyers in all, although three lines have two between them; the mean is that of three amounts.
        Assert.Equal(["90|2|30|45|180|360"], await AskAsync(Everybody));
        Assert.Equal(["East|60|2|60|30|120|240", "West|30|1|15|30|60|120"], await AskAsync(Everybody, "sales.region"));
        Assert.Equal(["b|20|1|20|20|40|80|b!", "a|70|2|35|35|140|280|a!"], await AskAsync(Everybody, "sales.kind"));
    }

    [Fact]
    public async Task Row_rules_and_filters_hold()
    {
        Assert.Equal(["30|1|15|30|60|120"], await AskAsync(TinyProject.Context(("region", ["West"]))));
        var filtered = Query with { Filters = new FilterGroup(FilterConjunction.And, [TinyProject.Rule("sales.kind", FilterOperator.Equals, "a")]) };
        Assert.Equal(["70|2|35|35|140|280"], await shop.AskAsync(QueryTotals.Of(filtered, [], shop.Layer), Everybody));
    }

    [Fact]
    public void What_is_no_dimension_of_the_query_has_no_totals()
        => Assert.Equal("semantics.bad-totals", Assert.Throws<RefusalException>(() => QueryTotals.Of(Query, [TinyProject.Reference("sales.buyer")], shop.Layer)).Code);

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private Task<IReadOnlyList<string>> AskAsync(CompilationContext context, string keep = "") => shop.AskAsync(QueryTotals.Of(Query, TinyProject.References(keep), shop.Layer), context);
}
