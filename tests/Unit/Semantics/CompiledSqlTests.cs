using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine.Unit.Semantics;

/// <summary>The text of compiled queries, for reading: what they answer is held by the tests over a real engine. Cases are folders of <c>tests/data/compiled-sql</c>.</summary>
public sealed class CompiledSqlTests
{
    private static readonly SemanticLayer Shop = DbtProjectReader.Read(File.ReadAllBytes(TestData.File("contracts", "manifest.json")), null, new SemanticOptions());

    private static readonly CompilationContext Context = new()
    {
        Identity = new QueryIdentity { PersonId = "somebody", Attributes = new Dictionary<string, IReadOnlyList<string>>() },
        Now = new DateTimeOffset(2026, 1, 1, 12, 34, 56, TimeSpan.Zero),
        TimeZone = "America/New_York",
    };

    [Theory]
    [InlineData("duckdb", "by-month")]
    [InlineData("postgres", "by-month")]
    [InlineData("duckdb", "two-tables")]
    [InlineData("postgres", "two-tables")]
    public void Queries_read_as_they_did(string adapter, string name)
    {
        var compiled = new MetricQueryCompiler(Shop, SqlDialect.For(adapter)).Compile(Query(name), Context);
        var shown = compiled.Sql.Text + "\n" + string.Concat(compiled.Sql.Parameters.Select((parameter, at) => $"-- ${at + 1} = {parameter.Value}\n"));
        var file = TestData.File("compiled-sql", adapter, name + ".sql");
        if (!File.Exists(file)) Assert.Fail($"There is no {file}:\n{shown}");
        Assert.Equal(File.ReadAllText(file), shown);
    }

    [Fact]
    public void The_same_question_gives_the_same_text_and_no_value_stands_in_it()
    {
        var compiler = new MetricQueryCompiler(Shop, SqlDialect.For("duckdb"));
        var hostile = Query("by-month") with { Filters = new FilterGroup(FilterConjunction.Or, [Rule("orders.status", FilterOperator.Equals, "it's hostile"), Rule("orders.amount", FilterOperator.GreaterThan, "12345.678")]) };
        var (one, other) = (compiler.Compile(hostile, Context).Sql, compiler.Compile(hostile, Context).Sql);
        Assert.Equal(one.Text, other.Text);
        Assert.DoesNotContain("hostile", one.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", one.Text, StringComparison.Ordinal);
        Assert.Contains("it's hostile", one.Parameters.Select(parameter => parameter.Value));
    }

    private static MetricQuery Query(string name) => name switch
    {
        "by-month" => new MetricQuery
        {
            Explore = "orders",
            Dimensions = [new("orders", "created_month")],
            Metrics = [new("orders", "revenue")],
            Filters = new FilterGroup(FilterConjunction.And, [Rule("orders.created", FilterOperator.InThePast, "3") with { Unit = FilterUnit.Months, Completed = true }, Rule("orders.status", FilterOperator.NotEquals, "cancelled")]),
            Sorts = [new SortBy(new("orders", "created_month"), true)],
            Limit = 12,
        },
        "two-tables" => new MetricQuery
        {
            Explore = "orders",
            Dimensions = [new("orders", "country")],
            Metrics = [new("orders", "revenue"), new("customers", "customer_count")],
            MetricFilters = new FilterGroup(FilterConjunction.And, [Rule("orders.revenue", FilterOperator.GreaterThan, "0")]),
        },
        _ => throw new ArgumentException(name),
    };

    private static FilterRule Rule(string field, FilterOperator comparison, string value)
        => new() { Field = FieldReference.TryParse(field, out var reference) ? reference : default, Operator = comparison, Values = [value] };
}
