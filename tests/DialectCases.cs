using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine;

/// <summary>
/// Queries that show how a dialect writes every kind of expression and every filter, over <c>tests/data/compiled-sql</c>. Their text is held for each dialect; where an engine runs here, so are their rows.
/// </summary>
internal static class DialectCases
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 34, 56, TimeSpan.Zero);

    public static SemanticLayer Layer { get; } = DbtProjectReader.Read(
        File.ReadAllBytes(TestData.File("compiled-sql", "manifest.json")), File.ReadAllBytes(TestData.File("compiled-sql", "catalog.json")), new SemanticOptions());

    /// <summary>By the names of their files and their own.</summary>
    public static IReadOnlyList<DialectCase> All { get; } = [.. Values(), .. Times(), .. TimeFilters(), .. Aggregates(), .. Joins(), .. Calculations(), .. Formulas()];

    private static IEnumerable<DialectCase> Values()
    {
        yield return Filtered("values", "texts are one of several, or none", Rule("status", FilterOperator.Equals, "it's", @"back\slash", null), Rule("code", FilterOperator.NotEquals, "z"));
        yield return Filtered("values", "wildcards and backslashes in a value stand for themselves", Any(Rule("status", FilterOperator.Include, "50%_"), Rule("status", FilterOperator.StartsWith, @"back\"), Rule("status", FilterOperator.EndsWith, "s!"), Rule("status", FilterOperator.DoesNotInclude, "a")));
        yield return Filtered("values", "case does not matter", Rule("status", FilterOperator.Equals, "Paid") with { CaseSensitive = false });
        yield return Filtered("values", "numbers keep their digits", Any(Rule("amount", FilterOperator.Equals, "100.00", "3"), Rule("amount", FilterOperator.NotEquals, "12345678901234567890"), Rule("amount", FilterOperator.GreaterThan, "1e3")));
        yield return Filtered("values", "numbers are within bounds", Any(Rule("amount", FilterOperator.InBetween, "10", "100.5"), Rule("amount", FilterOperator.NotInBetween, "-5", "500000000")), Rule("amount", FilterOperator.LessThan, "999999999999"), Rule("amount", FilterOperator.LessThanOrEqual, "999999999999"), Rule("amount", FilterOperator.GreaterThanOrEqual, "-99"));
        yield return Filtered("values", "truth values and nulls", Any(Rule("flag", FilterOperator.Equals, "true"), Rule("flag", FilterOperator.NotEquals, "true"), Rule("flag", FilterOperator.IsNull), Rule("code", FilterOperator.NotNull)));
        yield return new DialectCase("values", "values of a field are searched", (compiler, context) => compiler.CompileFieldValues("orders", new("orders", "status"), "%_O", null, 10, context));
        yield return new DialectCase("values", "rows behind a number", (compiler, context) => compiler.CompileUnderlying("orders", [new("orders", "id"), new("customers", "name")], new FilterGroup(FilterConjunction.And, [Rule("flag", FilterOperator.Equals, "true")]), 20, context));
    }

    private static IEnumerable<DialectCase> Times()
    {
        foreach (var week in new[] { DayOfWeek.Monday, DayOfWeek.Sunday })
            yield return Grouped("times", $"weeks from {week}", "created_week created_day_of_week_index day_week") with { WeekStart = week };
        yield return Grouped("times", "cut to a day and coarser", "created_day created_month created_quarter created_year day_month");
        yield return Grouped("times", "cut finer than a day", "created_millisecond created_second created_minute created_hour");
        yield return Grouped("times", "numbers of parts", "created_minute_of_hour_num created_hour_of_day_num created_day_of_month_num created_day_of_year_num created_week_num created_month_num created_quarter_num created_year_num");
        yield return Grouped("times", "names", "created_day_of_week_name created_month_name created_quarter_name");
        yield return Grouped("times", "in a zone", "created_hour created_day created_hour_of_day_num paid_hour paid_month") with { Zone = "America/New_York" };
        yield return Grouped("times", "times that know their zone, in UTC", "paid_day");
        yield return new DialectCase("times", "months in the order of the calendar", (compiler, context) => compiler.Compile(
            Query("created_month_name", "how_many") with { Sorts = [new SortBy(new("orders", "created_month_name"), true, true)] }, context));
    }

    private static IEnumerable<DialectCase> TimeFilters()
    {
        yield return Filtered("time-filters", "days", Any(Rule("day", FilterOperator.Equals, "2025-10-26"), Rule("day", FilterOperator.InBetween, "2025-12-28", "2025-12-29"), Rule("day", FilterOperator.NotInBetween, "2024-01-01", "2026-12-31")));
        yield return Filtered("time-filters", "points in time", Any(Rule("created", FilterOperator.Equals, "2025-12-28"), Rule("created", FilterOperator.LessThan, "2025-01-01"), Rule("created", FilterOperator.GreaterThanOrEqual, "2026-01-01 12:30:00")), Rule("created", FilterOperator.NotEquals, "2025-10-26 06:15:30")) with { Zone = "America/New_York" };
        yield return Filtered("time-filters", "ranges from now", Any(Rule("created", FilterOperator.InThePast, "3") with { Unit = FilterUnit.Months, Completed = true }, Rule("created", FilterOperator.InTheCurrent, "1") with { Unit = FilterUnit.Weeks }, Rule("day", FilterOperator.InTheNext, "2") with { Unit = FilterUnit.Days }, Rule("paid", FilterOperator.NotInThePast, "1") with { Unit = FilterUnit.Years })) with { Zone = "America/New_York" };
        yield return Filtered("time-filters", "wall clocks", Rule("created_hour", FilterOperator.GreaterThanOrEqual, "2025-10-26 02:00:00"), Rule("created_month", FilterOperator.NotInTheCurrent, "1") with { Unit = FilterUnit.Months }) with { Zone = "America/New_York" };
        foreach (var unit in new[] { FilterUnit.Weeks, FilterUnit.Months, FilterUnit.Quarters, FilterUnit.Years })
            yield return Filtered("time-filters", $"{unit} to date".ToLowerInvariant(), Any(Rule("created", FilterOperator.InPeriodToDate) with { Unit = unit }, Rule("day", FilterOperator.InPeriodToDate) with { Unit = unit })) with { Zone = "America/New_York", WeekStart = DayOfWeek.Sunday };
    }

    private static IEnumerable<DialectCase> Aggregates()
    {
        yield return Of("aggregates", "plain ones", Query("code", "how_many buyers revenue mean least most last_day large"));
        yield return Of("aggregates", "middles", Query("code", "middle p95"));
        yield return Of("aggregates", "distinct by a key", Query("status", "by_code mean_by_code"));
        yield return Of("aggregates", "of each other", Query("code", "per_order share change so_far"));
        yield return Of("aggregates", "of truth values", Query("code", "") with
        {
            Metrics = [new("orders", "any"), new("orders", "all"), new("orders", "true_ones"), new("orders", "rate")],
            AdditionalMetrics = [OverFlag("any", MetricType.Max), OverFlag("all", MetricType.Min), OverFlag("true_ones", MetricType.Sum), OverFlag("rate", MetricType.Average)],
        });
        yield return Of("aggregates", "of nothing", Query("", "how_many revenue mean middle") with { Filters = new FilterGroup(FilterConjunction.And, [Rule("code", FilterOperator.Equals, "nothing")]) });
    }

    private static IEnumerable<DialectCase> Joins()
    {
        yield return Of("joins", "groups of two tables, and a row rule", Query("customers.region", "revenue customers.people how_many") with { MetricFilters = new FilterGroup(FilterConjunction.And, [Rule("how_many", FilterOperator.GreaterThan, "0")]) });
        yield return Of("joins", "no groups", Query("", "revenue customers.people"));
    }

    private static IEnumerable<DialectCase> Calculations()
    {
        yield return Of("calculations", "templates", Query("code", "revenue") with
        {
            Calculations =
            [
                Template("moved", CalculationKind.PercentChangeFromPrevious), Template("ratio", CalculationKind.PercentOfPreviousValue), Template("share", CalculationKind.PercentOfColumnTotal),
                Template("place", CalculationKind.RankInColumn), Template("so_far", CalculationKind.RunningTotal),
            ],
        });
        yield return Of("calculations", "windows", Query("status code", "revenue") with
        {
            Calculations =
            [
                Window("number", WindowFunction.RowNumber, null), Window("sliding", WindowFunction.Avg, new RowFrame(-1, 1)), Window("since", WindowFunction.Sum, new RowFrame(null, 0)),
                Window("most", WindowFunction.Max, null), Window("place", WindowFunction.PercentRank, null), Window("part", WindowFunction.CumeDist, null),
            ],
            CalculationFilters = new FilterGroup(FilterConjunction.And, [new FilterRule { Field = FieldReference.OfCalculation("number"), Operator = FilterOperator.LessThan, Values = ["9"] }]),
        });
        yield return Of("calculations", "bins", Query("", "how_many") with
        {
            Dimensions = [new Bin { Name = "wide", Dimension = new("orders", "amount") }.Reference, new Bin { Name = "few", Dimension = new("orders", "amount") }.Reference, new Bin { Name = "ranges", Dimension = new("orders", "amount") }.Reference, new Bin { Name = "groups", Dimension = new("orders", "code") }.Reference],
            Bins =
            [
                new Bin { Name = "wide", Dimension = new("orders", "amount"), Width = 50 }, new Bin { Name = "few", Dimension = new("orders", "amount"), Count = 3 },
                new Bin { Name = "ranges", Dimension = new("orders", "amount"), Ranges = [new BinRange(null, 0, null), new BinRange(0, 100, null), new BinRange(100, null, null)] },
                new Bin { Name = "groups", Dimension = new("orders", "code"), Groups = [new Semantics.Metrics.BinGroup("First", ["a", "b"])] },
            ],
        });
    }

    private static IEnumerable<DialectCase> Formulas()
    {
        yield return Of("formulas", "numbers and texts", Query("code", "revenue how_many") with
        {
            Calculations = Formula(
                "=ROUND(orders_revenue / orders_how_many, 1)", "=MIN(orders_revenue, 100)", "=MAX(orders_revenue, orders_how_many)", "=orders_revenue % 7", "=orders_how_many ^ 2", "=CEIL(orders_revenue)",
                "=CONCAT(UPPER(orders_code), \"-\", LEN(orders_code))", "=IF(ISNULL(orders_code), 1, 2)"),
        });
        yield return Of("formulas", "rows around", Query("code", "revenue how_many") with
        {
            Calculations = Formula(
                "=LAG(orders_revenue, 1, 0)", "=LEAD(orders_revenue)", "=MOVING_AVG(orders_how_many, 2)", "=NTILE(2)", "=FIRST(orders_revenue)", "=LAST(orders_revenue)", "=DENSE_RANK()", "=AVG(orders_how_many)",
                "=COUNTIF(orders_revenue > 50)", "=SUM(orders_revenue)"),
        });
        yield return Of("formulas", "times", Query("code", "last_day how_many") with
        {
            Calculations = Formula(
                "=DATE_ADD(orders_last_day, 1, \"month\")", "=DATE_SUB(orders_last_day, orders_how_many, \"week\")", "=DATE_ADD(orders_last_day, orders_how_many, \"quarter\")", "=DATE_DIFF(orders_last_day, TODAY(), \"day\")",
                "=DATE_DIFF(orders_last_day, TODAY(), \"week\")", "=DATE_DIFF(orders_last_day, TODAY(), \"month\")", "=LAST_DAY(orders_last_day)", "=YEAR(orders_last_day)", "=DATE_TRUNC(\"week\", orders_last_day)"),
        });
        yield return Of("formulas", "an earlier period", Query("created_month", "revenue") with
        {
            Metrics = [new("orders", "revenue"), new("orders", "before")],
            AdditionalMetrics = [new AdditionalMetric { Reference = new("orders", "before"), Kind = MetricType.Sum, Earlier = new EarlierPeriod(new("orders", "revenue"), new("orders", "created_month"), FilterUnit.Months, 2) }],
        }) with
        { Zone = "America/New_York" };
    }

    private static TableCalculation[] Formula(params string[] formulas) => [.. formulas.Select((formula, at) => new TableCalculation { Name = $"f{at + 1}", Formula = formula })];

    private static DialectCase Of(string file, string name, MetricQuery query) => new(file, name, (compiler, context) => compiler.Compile(query, context));

    private static AdditionalMetric OverFlag(string name, MetricType kind) => new() { Reference = new("orders", name), Kind = kind, Dimension = new("orders", "flag") };

    private static DialectCase Filtered(string file, string name, params FilterNode[] filters)
        => Of(file, name, Query("id", "revenue") with { Filters = new FilterGroup(FilterConjunction.And, filters) });

    private static DialectCase Grouped(string file, string name, string dimensions) => Of(file, name, Query(dimensions, "how_many"));

    private static MetricQuery Query(string dimensions, string metrics) => new() { Explore = "orders", Dimensions = References(dimensions), Metrics = References(metrics), Limit = 100 };

    private static FieldReference[] References(string names) => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Reference)];

    private static FieldReference Reference(string name) => name.Split('.') is [var table, var field] ? new(table, field) : new("orders", name);

    private static FilterRule Rule(string field, FilterOperator comparison, params string?[] values) => new() { Field = Reference(field), Operator = comparison, Values = values, CaseSensitive = true };

    private static FilterGroup Any(params FilterNode[] filters) => new(FilterConjunction.Or, filters);

    private static TableCalculation Template(string name, CalculationKind kind) => new()
    {
        Name = name,
        Template = new CalculationTemplate { Kind = kind, Column = new("orders", "revenue"), OrderBy = kind is CalculationKind.RankInColumn or CalculationKind.PercentOfColumnTotal ? [] : [new SortBy(new("orders", "code"), false)] },
    };

    private static TableCalculation Window(string name, WindowFunction function, RowFrame? frame) => new()
    {
        Name = name,
        Template = new CalculationTemplate
        {
            Kind = CalculationKind.Window,
            Function = function,
            Column = new("orders", "revenue"),
            PartitionBy = [new("orders", "code")],
            OrderBy = [new SortBy(new("orders", "status"), true)],
            Frame = frame,
        },
    };

    /// <summary>One query.</summary>
    /// <param name="File">Its snapshots' file.</param>
    /// <param name="Name">What it shows.</param>
    /// <param name="Write">Compiles it.</param>
    internal sealed record DialectCase(string File, string Name, Func<MetricQueryCompiler, CompilationContext, CompiledQuery> Write)
    {
        public string Zone { get; init; } = "UTC";

        public DayOfWeek? WeekStart { get; init; }

        public CompiledQuery Compile(SqlDialect dialect) => Write(new MetricQueryCompiler(Layer, dialect), new CompilationContext
        {
            Identity = new QueryIdentity { PersonId = "somebody", Attributes = new Dictionary<string, IReadOnlyList<string>> { ["region"] = ["North", "South"] } },
            Now = Now,
            TimeZone = Zone,
            WeekStart = WeekStart,
        });
    }
}
