using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Compilation;

/// <summary>Bins, metrics and calculations that a query makes up, worked out by hand. What is hidden from a person stays hidden in each.</summary>
public sealed class MadeUpFieldTests : IAsyncDisposable
{
    private readonly TinyProject shop = new(
        """
        CREATE TABLE orders AS SELECT * FROM (VALUES (1, 1, 10), (2, 1, 12), (3, 2, 25), (4, 3, 100), (5, 3, NULL)) t(id, customer_id, amount);
        CREATE TABLE customers AS SELECT * FROM (VALUES (1, 'Ada', 'West', 30), (2, 'Ben', 'East', 41), (3, 'Cleo', 'North', 99)) t(id, name, region, age);
        """,
        """
        {
          "orders": {
            "meta": { "primary_key": "id", "joins": [ { "join": "customers", "sql_on": "${customers.id} = ${orders.customer_id}", "relationship": "many-to-one" } ] },
            "columns": {
              "id": { "type": "INTEGER", "meta": { "metrics": { "n": { "type": "count" } } } }, "customer_id": { "type": "INTEGER" },
              "amount": { "type": "INTEGER", "meta": { "metrics": { "revenue": { "type": "sum" } } } }
            }
          },
          "customers": {
            "meta": { "primary_key": "id", "sql_filter": "region IN (${lightdash.attributes.region})" },
            "columns": {
              "id": { "type": "INTEGER", "meta": { "metrics": { "people": { "type": "count" } } } }, "name": { "type": "VARCHAR" }, "region": { "type": "VARCHAR" },
              "age": { "type": "INTEGER", "meta": { "dimension": { "required_attributes": { "hr": "true" } } } }
            }
          }
        }
        """);

    private static CompilationContext Everybody { get; } = TinyProject.Context(("region", ["West", "East", "North"]), ("hr", ["true"]));

    [Fact]
    public async Task Bins_are_ordered_by_their_numbers_and_rows_without_a_value_have_none()
    {
        var width = new Bin { Name = "size", Dimension = TinyProject.Reference("orders.amount"), Width = 10 };
        Assert.Equal(["10.0 - 19.0|2|22", "20.0 - 29.0|1|25", "100.0 - 109.0|1|100", "∅|1|∅"], await AskAsync("orders", width));
        Assert.Equal(["∅|1|∅", "100.0 - 109.0|1|100", "20.0 - 29.0|1|25", "10.0 - 19.0|2|22"], await AskAsync("orders", width, new SortBy(width.Reference, true, true)));

        Assert.Equal(["10.0 - 40.0|3|47", "70.0 - 100.0|1|100", "∅|1|∅"], await AskAsync("orders", new Bin { Name = "size", Dimension = TinyProject.Reference("orders.amount"), Count = 3 }));

        var ranges = new Bin { Name = "size", Dimension = TinyProject.Reference("orders.amount"), Ranges = [new(null, 12, null), new(12, 100, "middle"), new(100, null, null)] };
        Assert.Equal(["<12|1|10", "middle|2|37", "≥100|1|100", "∅|1|∅"], await AskAsync("orders", ranges));

        var groups = new Bin { Name = "where", Dimension = TinyProject.Reference("customers.region"), Groups = [new("Coasts", ["West", "East"]), new("it's", ["nobody"])] };
        Assert.Equal(["Coasts|3|47", "Other|2|100"], await AskAsync("orders", groups));
    }

    [Fact]
    public async Task A_dimension_of_sql_is_grouped_filtered_and_binned_by_whoever_may_write_sql()
    {
        using var json = System.Text.Json.JsonDocument.Parse("""
            { "exploreName": "orders", "dimensions": ["initial"], "metrics": ["orders_revenue"], "sorts": [ { "fieldId": "initial", "descending": true } ],
              "filters": { "dimensions": { "and": [ { "target": { "fieldId": "initial" }, "operator": "equals", "values": ["b"], "caseSensitive": false, "includeNull": true }, { "target": { "fieldId": "customers_age" }, "operator": "notNull" } ] } },
              "tableCalculations": [ { "name": "shout", "formula": "=CONCAT(initial, '!')" } ],
              "customDimensions": [ { "id": "initial", "name": "Initial", "type": "sql", "table": "customers", "sql": "LEFT(${customers.name}, 1)", "dimensionType": "string" } ] }
            """);
        var query = Vitrine.Semantics.Lightdash.LightdashQueryReader.Read(json.RootElement, shop.Layer);
        var writer = Everybody with { MayUseRawSql = true };
        Assert.Equal(["B|25|B!"], await shop.AskAsync(query, writer));
        Assert.Equal(("initial", "Initial"), (shop.Compiler.Compile(query, writer).Columns[0].Id, shop.Compiler.Compile(query, writer).Columns[0].Label));
        Assert.Equal("semantics.raw-sql", Assert.Throws<RefusalException>(() => shop.Compiler.Compile(query, Everybody)).Code);

        var hidden = query with { Filters = null, AdditionalDimensions = [query.AdditionalDimensions[0] with { Sql = "CAST(${customers.age} AS VARCHAR)" }] };
        Assert.Throws<RefusalException>(() => shop.Compiler.Compile(hidden, TinyProject.Context(("region", ["West"])) with { MayUseRawSql = true }));
        Assert.Contains("aggregates", Assert.Throws<RefusalException>(() => shop.Compiler.Compile(query with { AdditionalDimensions = [query.AdditionalDimensions[0] with { Sql = "SUM(${TABLE}.age)" }] }, writer)).Message, StringComparison.Ordinal);
    }

    /// <summary>Lightdash looks at all rows for the bounds, and so tells of those that a person may not see.</summary>
    [Fact]
    public async Task Bounds_of_bins_come_from_the_rows_that_the_person_may_see()
    {
        var bin = new Bin { Name = "ages", Dimension = TinyProject.Reference("customers.age"), Count = 2 };
        Assert.Equal(["30.0 - 35.0|1", "35.0 - 41.0|1"], await AskAsync("customers", bin, TinyProject.Context(("region", ["West", "East"]), ("hr", ["true"])), "customers.people"));
        Assert.Equal(["30.0 - 30.0|1"], await AskAsync("customers", bin, TinyProject.Context(("region", ["West"]), ("hr", ["true"])), "customers.people"));
    }

    [Fact]
    public async Task A_metric_over_a_dimension_counts_as_a_declared_one_does()
    {
        var query = TinyProject.Query("orders", "customers.name", "orders.average customers.oldest") with
        {
            AdditionalMetrics =
            [
                new AdditionalMetric { Reference = TinyProject.Reference("orders.average"), Kind = MetricType.Average, Dimension = TinyProject.Reference("orders.amount"), Filters = [TinyProject.Rule("orders.amount", FilterOperator.GreaterThan, "10")] },
                // Rows of customers stand on several orders each, and are counted once.
                new AdditionalMetric { Reference = TinyProject.Reference("customers.oldest"), Kind = MetricType.Sum, Dimension = TinyProject.Reference("customers.age") },
            ],
        };
        Assert.Equal(["Ada|12|30", "Ben|25|41", "Cleo|100|99"], await shop.AskAsync(query, Everybody));
    }

    [Fact]
    public void What_is_made_of_hidden_fields_is_refused_like_them()
    {
        var noHr = TinyProject.Context(("region", ["West"]));
        var bin = new Bin { Name = "ages", Dimension = TinyProject.Reference("customers.age"), Width = 10 };
        var metric = new AdditionalMetric { Reference = TinyProject.Reference("customers.m"), Kind = MetricType.Max, Dimension = TinyProject.Reference("customers.age") };
        var filtering = metric with { Dimension = TinyProject.Reference("customers.id"), Filters = [TinyProject.Rule("customers.age", FilterOperator.GreaterThan, "40")] };
        var counting = metric with { Kind = MetricType.SumDistinct, Dimension = TinyProject.Reference("customers.id"), DistinctKeys = [TinyProject.Reference("customers.age")] };
        Assert.Equal("semantics.not-allowed", Refused(TinyProject.Query("customers", "customers.age", ""), noHr));
        Assert.Equal("semantics.not-allowed", Refused(TinyProject.Query("customers", "", "customers.people") with { Bins = [bin], Dimensions = [bin.Reference] }, noHr));
        foreach (var made in new[] { metric, filtering, counting })
            Assert.Equal("semantics.not-allowed", Refused(TinyProject.Query("customers", "", "customers.m") with { AdditionalMetrics = [made] }, noHr));
    }

    [Fact]
    public void Sql_of_a_query_needs_the_scope_for_it()
    {
        var metric = TinyProject.Query("orders", "", "orders.m") with { AdditionalMetrics = [new AdditionalMetric { Reference = TinyProject.Reference("orders.m"), Kind = MetricType.Sum, Sql = "${TABLE}.amount * 2" }] };
        var calculation = TinyProject.Query("orders", "", "orders.revenue") with { Calculations = [new TableCalculation { Name = "twice", Sql = "${orders.revenue} * 2" }] };
        foreach (var query in new[] { metric, calculation })
        {
            Assert.Equal("semantics.raw-sql", Refused(query, Everybody));
            Assert.NotNull(shop.Compiler.Compile(query, Everybody with { MayUseRawSql = true }));
        }

        foreach (var sql in new[] { "1; DROP TABLE orders", "(SELECT max(amount) FROM orders", "amount", "SUM(${orders.revenue})", "${orders.n}", "$1", "${TABLE}.amount" })
            Assert.Equal("semantics.bad-calculation", Refused(calculation with { Calculations = [new TableCalculation { Name = "x", Sql = sql }] }, Everybody with { MayUseRawSql = true }));
    }

    [Fact]
    public async Task Calculations_stand_on_each_other_see_filtered_rows_and_are_filtered_last()
    {
        var query = TinyProject.Query("orders", "customers.name", "orders.revenue") with
        {
            MetricFilters = new FilterGroup(FilterConjunction.And, [TinyProject.Rule("orders.revenue", FilterOperator.LessThan, "100")]),
            Calculations =
            [
                Of("share of running", CalculationKind.PercentOfColumnTotal, FieldReference.OfCalculation("running")),
                Of("running", CalculationKind.RunningTotal, TinyProject.Reference("orders.revenue")),
                Of("rank \"x\"", CalculationKind.RankInColumn, TinyProject.Reference("orders.revenue")),
                Of("change", CalculationKind.PercentChangeFromPrevious, TinyProject.Reference("orders.revenue")),
                new TableCalculation { Name = "row", Template = new CalculationTemplate { Kind = CalculationKind.Window, Function = WindowFunction.RowNumber } },
            ],
        };
        // Without the filter, Cleo's 100 would be in every one of them. 22, then 47 of 69 in all.
        Assert.Equal([$"Ada|22|{22d / 69}|22|1|∅|1", $"Ben|25|{47d / 69}|47|2|{(25d / 22) - 1}|2"], await shop.AskAsync(query, Everybody));
        var last = query with { CalculationFilters = new FilterGroup(FilterConjunction.And, [new FilterRule { Field = FieldReference.OfCalculation("running"), Operator = FilterOperator.GreaterThan, Values = ["30"] }]) };
        Assert.Equal([$"Ben|25|{47d / 69}|47|2|{(25d / 22) - 1}|2"], await shop.AskAsync(last, Everybody));
        var sorted = query with { Sorts = [new SortBy(FieldReference.OfCalculation("running"), true)], Limit = 1 };
        Assert.StartsWith("Ben|25|", (await shop.AskAsync(sorted, Everybody))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "b", "look at each other in a circle")]
    [InlineData("a", "a", "look at each other in a circle")]
    [InlineData("a", "orders.n", "which the query does not select")]
    [InlineData("orders_revenue", "orders.revenue", "Two columns are called orders_revenue")]
    [InlineData("", "orders.revenue", "1 to 200 characters")]
    public void Calculations_that_cannot_be_are_refused(string name, string over, string reason)
    {
        var query = TinyProject.Query("orders", "", "orders.revenue") with
        {
            Calculations = [Of(name, CalculationKind.RunningTotal, Named(over)), Of("b", CalculationKind.RunningTotal, FieldReference.OfCalculation("a"))],
        };
        var refusal = Assert.Throws<RefusalException>(() => shop.Compiler.Compile(query, Everybody));
        Assert.Equal("semantics.bad-calculation", refusal.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Made_up_fields_that_cannot_be_are_refused()
    {
        var amount = TinyProject.Reference("orders.amount");
        foreach (var bin in new[]
        {
            new Bin { Name = "b", Dimension = amount }, new Bin { Name = "b", Dimension = amount, Count = 0 }, new Bin { Name = "b", Dimension = amount, Count = 1_000_000 }, new Bin { Name = "b", Dimension = amount, Width = 0 },
            new Bin { Name = "b", Dimension = amount, Count = 2, Width = 2 }, new Bin { Name = "id", Dimension = amount, Width = 1 }, new Bin { Name = "b", Dimension = TinyProject.Reference("customers.name"), Width = 1 },
            new Bin { Name = "b", Dimension = amount, Ranges = [new(5, 5, null)] }, new Bin { Name = "", Dimension = amount, Width = 1 },
        })
        {
            Assert.Equal("semantics.bad-made-up-field", Refused(TinyProject.Query("orders", "", "orders.n") with { Bins = [bin], Dimensions = [bin.Reference] }, Everybody));
        }

        var good = new Bin { Name = "b", Dimension = amount, Width = 5 };
        Assert.Equal("semantics.bad-made-up-field", Refused(TinyProject.Query("orders", "", "orders.n", TinyProject.Rule("orders.b", FilterOperator.Equals, "1")) with { Bins = [good], Dimensions = [good.Reference] }, Everybody));
        Assert.Equal("semantics.unknown-field", Refused(TinyProject.Query("orders", "", "orders.n") with { Bins = [good with { Dimension = TinyProject.Reference("orders.nothing") }] }, Everybody));
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private static FieldReference Named(string text) => FieldReference.TryParse(text, out var reference) ? reference : FieldReference.OfCalculation(text);

    private static TableCalculation Of(string name, CalculationKind kind, FieldReference column) => new() { Name = name, Template = new CalculationTemplate { Kind = kind, Column = column } };

    private Task<IReadOnlyList<string>> AskAsync(string explore, Bin bin, params SortBy[] sorts) => AskAsync(explore, bin, Everybody, "orders.n orders.revenue", sorts);

    private Task<IReadOnlyList<string>> AskAsync(string explore, Bin bin, CompilationContext context, string metrics, params SortBy[] sorts)
        => shop.AskAsync(TinyProject.Query(explore, "", metrics) with { Bins = [bin], Dimensions = [bin.Reference], Sorts = sorts }, context);

    private string Refused(MetricQuery query, CompilationContext context) => Assert.Throws<RefusalException>(() => shop.Compiler.Compile(query, context)).Code;
}
