using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Compilation;

/// <summary>Formulas over the rows of an answer, each worked out by hand, as the warehouse computes them.</summary>
public sealed class FormulaTests(FormulaTests.Sales sales) : IClassFixture<FormulaTests.Sales>
{
    [Theory]
    [InlineData("=sales_revenue * 2", FieldType.Number, "20|40|60|∅")]
    [InlineData("=sales.revenue + sales.n ^ 2 - 1", FieldType.Number, "10|20|30|∅")]
    [InlineData("=-sales_revenue + 2 * (3 - 1)", FieldType.Number, "-6|-16|-26|∅")]
    [InlineData("=sales_revenue / SUM(sales_revenue)", FieldType.Number, "0.16666666666666666|0.3333333333333333|0.5|∅")]
    [InlineData("=sales_revenue / (sales_n - 1)", FieldType.Number, "∅|∅|∅|∅")]
    [InlineData("=(0 - sales_revenue) % 7", FieldType.Number, "4|1|5|∅")]
    [InlineData("=ROUND(sales_revenue / 3, 2)", FieldType.Number, "3.33|6.67|10|∅")]
    [InlineData("=ROUND(sales_revenue, -1) + ROUND(2.5)", FieldType.Number, "13|23|33|∅")]
    [InlineData("=CEIL(sales_revenue / 3) - floor(sales_revenue / 3) + abs(0 - 1)", FieldType.Number, "2|2|1|∅")]
    [InlineData("=IF(sales_revenue >= 20 AND NOT sales_region = 'West', \"high\", 'low')", FieldType.String, "low|high|low|low")]
    [InlineData("=IF(sales_revenue > 15, 1)", FieldType.Number, "∅|1|1|∅")]
    [InlineData("=OR(sales_revenue < 15, ISNULL(sales_revenue))", FieldType.Boolean, "True|False|False|True")]
    [InlineData("=CONCAT(sales_region, \": \", sales_revenue, '!')", FieldType.String, "West: 10!|East: 20!|West: 30!|East: !")]
    [InlineData("=LEN(UPPER(TRIM(sales_region))) + LENGTH('')", FieldType.Number, "4|4|4|4")]
    [InlineData("=COALESCE(sales_revenue, 0)", FieldType.Number, "10|20|30|0")]
    [InlineData("=MIN(sales_revenue, 15) + MAX(sales_revenue)", FieldType.Number, "40|45|45|45")]
    [InlineData("=SUM(sales_revenue, PARTITION BY sales_region)", FieldType.Number, "40|20|40|20")]
    [InlineData("=AVG(sales_revenue) + AVERAGE(sales_n)", FieldType.Number, "21|21|21|21")]
    [InlineData("=COUNT() * 10 + COUNT(sales_revenue)", FieldType.Number, "43|43|43|43")]
    [InlineData("=SUMIF(sales_revenue, sales_region = 'West') + COUNTIF(sales_revenue > 15) + AVERAGEIF(sales_revenue, sales_revenue < 25)", FieldType.Number, "57|57|57|57")]
    [InlineData("=RUNNING_TOTAL(sales_revenue)", FieldType.Number, "10|30|60|60")]
    [InlineData("=RUNNING_TOTAL(sales_revenue, PARTITION BY sales_region, ORDER BY sales_day DESC)", FieldType.Number, "40|20|30|∅")]
    [InlineData("=ROW_NUMBER() + RANK(ORDER BY sales_region) * 10 + DENSE_RANK(ORDER BY sales_region desc) * 100", FieldType.Number, "131|212|133|214")]
    [InlineData("=NTILE(2)", FieldType.Number, "1|1|2|2")]
    [InlineData("=LAG(sales_revenue)", FieldType.Number, "∅|10|20|30")]
    [InlineData("=LAG(sales_revenue, 2, 7) + LEAD(sales_revenue, 1, 0)", FieldType.Number, "27|37|∅|20")]
    [InlineData("=FIRST(sales_region, ORDER BY sales_day DESC)", FieldType.String, "East|East|East|East")]
    [InlineData("=LAST(sales_revenue, PARTITION BY sales_region)", FieldType.Number, "30|∅|30|∅")]
    [InlineData("=MOVING_SUM(sales_revenue, 1) * 10 + MOVING_AVG(sales_revenue, 2)", FieldType.Number, "110|315|520|325")]
    [InlineData("=YEAR(sales_day) * 100 + MONTH(sales_day) + DAY(sales_day) / 100", FieldType.Number, "202601.31|202602.28|202603.01|202612.31")]
    [InlineData("=DATE_ADD(sales_day, 1, \"month\")", FieldType.Date, "2026-02-28|2026-03-28|2026-04-01|2027-01-31")]
    [InlineData("=DATE_SUB(sales_day, sales_n, 'quarter')", FieldType.Date, "2025-10-31|2025-11-28|2025-12-01|2026-09-30")]
    [InlineData("=LAST_DAY(sales_day)", FieldType.Date, "2026-01-31|2026-02-28|2026-03-31|2026-12-31")]
    [InlineData("=DATE_TRUNC('quarter', sales_day)", FieldType.Date, "2026-01-01|2026-01-01|2026-01-01|2026-10-01")]
    [InlineData("=DATE_TRUNC('week', sales_day)", FieldType.Date, "2026-01-26|2026-02-23|2026-02-23|2026-12-28")]
    [InlineData("=DATE_DIFF('2026-01-01', sales_day, 'day')", FieldType.Number, "30|58|59|364")]
    [InlineData("=DATE_DIFF(sales_day, '2026-03-02', 'week')", FieldType.Number, "5|1|1|-43")]
    [InlineData("=DATE_DIFF(sales_day, '2025-12-31', \"month\") * 100 + DATE_DIFF(sales_day, '2027-01-01', 'quarter') * 10 + DATE_DIFF(sales_day, '2027-01-01', 'year')", FieldType.Number, "-59|-159|-259|-1189")]
    [InlineData("=sales_day > '2026-02-28' and sales_day <> '2026-12-31'", FieldType.Boolean, "False|False|True|False")]
    [InlineData("=IF(sales_day < TODAY(), NOW(), sales_day)", FieldType.Timestamp, "2026-02-15 12:00:00|2026-02-28 00:00:00|2026-03-01 00:00:00|2026-12-31 00:00:00")]
    [InlineData("=CONCAT(\"it's \", 'a \"quote\"; --', ' ${x}')", FieldType.String, "it's a \"quote\"; -- ${x}|it's a \"quote\"; -- ${x}|it's a \"quote\"; -- ${x}|it's a \"quote\"; -- ${x}")]
    public async Task Formulas_are_computed_over_the_rows(string formula, FieldType type, string values)
    {
        var compiled = sales.Project.Compiler.Compile(Query(formula), Context);
        var rows = await sales.Project.AskAsync(compiled);
        Assert.Equal(values.Split('|'), rows.Select(row => Simple(row.Split('|')[^1])));
        Assert.Equal(type, compiled.Columns[^1].Type);
        Assert.DoesNotContain("it's", compiled.Sql.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sales_revenue", "does not begin with =")]
    [InlineData("=", "ends where a value should stand")]
    [InlineData("=sales_revenu", "Did you mean sales.revenue")]
    [InlineData("=SUMME(sales_revenue)", "SUMME, which is no function, at 2")]
    [InlineData("=RUNING_TOTAL(sales_revenue)", "Did you mean RUNNING_TOTAL")]
    [InlineData("=ROUND()", "gives ROUND 0 arguments, at 2; it takes 1 to 2")]
    [InlineData("=(1 + 2", "ends where ) should stand")]
    [InlineData("=1 2", "has 2 where an operator or the end should stand, at 4")]
    [InlineData("=1 < 2 < 3", "write AND between")]
    [InlineData("='open", "a text that is not closed, at 2")]
    [InlineData("=1; DROP TABLE sales", "no formula knows, ;, at 3")]
    [InlineData("=sales_region + 1", "gives + a text where it needs a number, at 2. Texts are put together by CONCAT")]
    [InlineData("=sales_day + 1", "DATE_ADD")]
    [InlineData("=sales_region = 5", "compares a text with a number, at 15")]
    [InlineData("=IF(sales_revenue, 1, 2)", "gives IF a number where it needs true or false, at 5")]
    [InlineData("=IF(TRUE, 1, 'two')", "mixes a number and a text in IF, at 14")]
    [InlineData("=sales_day = '2026-02-30'", "compares a day with a text")]
    [InlineData("=DATE_ADD(sales_day, 1, 'fortnight')", "needs one of \"day\", \"week\"")]
    [InlineData("=NTILE(sales_n)", "a whole number from 1")]
    [InlineData("=RUNNING_TOTAL(sales_revenue / SUM(sales_revenue))", "looks at other rows already: SUM, at 32")]
    [InlineData("=ABS(sales_revenue, ORDER BY sales_day)", "gives ABS an order or parts")]
    [InlineData("=SUM(sales_revenue, ORDER BY sales_day)", "gives SUM an order or parts")]
    [InlineData("=answer + 1", "The calculation answer looks at itself")]
    public void What_is_wrong_is_said_with_its_place(string formula, string message)
    {
        var refusal = Assert.Throws<RefusalException>(() => sales.Project.Compiler.Compile(Query(formula), Context));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(refusal.Code == "semantics.bad-formula" ? "The calculation answer" : "calculation", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("NOT ", "")]
    [InlineData("ABS(", ")")]
    public void Depth_is_bounded(string open, string close)
    {
        var deep = $"={string.Concat(Enumerable.Repeat(open, 500))}1{string.Concat(Enumerable.Repeat(close, 500))}";
        Assert.Contains("deep", Assert.Throws<RefusalException>(() => sales.Project.Compiler.Compile(Query(deep), Context)).Message, StringComparison.Ordinal);
        Assert.Contains("longer", Assert.Throws<RefusalException>(() => sales.Project.Compiler.Compile(Query("=" + new string('1', 6000)), Context)).Message, StringComparison.Ordinal);
        sales.Project.Compiler.Compile(Query("=1" + string.Concat(Enumerable.Repeat("+1", 2400))), Context);
    }

    [Fact]
    public async Task Formulas_look_at_each_other_are_sorted_and_filtered_by_and_see_bins_as_people_do()
    {
        var bin = new Bin { Name = "size", Dimension = TinyProject.Reference("sales.amount"), Ranges = [new(null, 15, "small"), new(15, null, "large")] };
        var query = TinyProject.Query("sales", "", "sales.n") with
        {
            Dimensions = [bin.Reference],
            Bins = [bin],
            Calculations =
            [
                new TableCalculation { Name = "words", Formula = "=CONCAT(size, ' ', double)" },
                new TableCalculation { Name = "double", Formula = "=sales_n * 2" },
            ],
            Sorts = [new SortBy(FieldReference.OfCalculation("double"), true)],
            CalculationFilters = new FilterGroup(FilterConjunction.And, [new FilterRule { Field = FieldReference.OfCalculation("words"), Operator = FilterOperator.Include, Values = ["a"] }]),
        };
        Assert.Equal(["large|2|large 4|4", "small|1|small 2|2"], await sales.Project.AskAsync(query, Context));
    }

    private static CompilationContext Context { get; } = TinyProject.Context() with { Now = new DateTimeOffset(2026, 2, 15, 12, 0, 0, TimeSpan.Zero) };

    private static MetricQuery Query(string formula) => TinyProject.Query("sales", "sales.day sales.region", "sales.revenue sales.n") with
    {
        Calculations = [new TableCalculation { Name = "answer", Formula = formula }],
    };

    /// <summary>Numbers without the noise of their type.</summary>
    private static string Simple(string cell)
        => double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : cell;

    public sealed class Sales : IAsyncDisposable
    {
        internal TinyProject Project { get; } = new(
            "CREATE TABLE sales AS SELECT * FROM (VALUES (DATE '2026-01-31', 'West', 10), (DATE '2026-02-28', 'East', 20), (DATE '2026-03-01', 'West', 30), (DATE '2026-12-31', 'East', NULL)) t(day, region, amount);",
            """
            { "sales": { "columns": {
              "day": { "type": "DATE", "meta": { "dimension": { "time_intervals": "OFF" } } }, "region": { "type": "VARCHAR" },
              "amount": { "type": "INTEGER", "meta": { "metrics": { "revenue": { "type": "sum" }, "n": { "type": "count", "sql": "1" } } } }
            } } }
            """);

        public ValueTask DisposeAsync() => Project.DisposeAsync();
    }
}
