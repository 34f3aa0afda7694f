using System.Globalization;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine.Unit.Semantics;

/// <summary>The text of compiled queries, for reading: what they answer is held by the tests over a real engine.</summary>
public sealed class CompiledSqlTests
{
    private static readonly SemanticLayer Shop = DbtProjectReader.Read(File.ReadAllBytes(TestData.File("contracts", "manifest.json")), null, new SemanticOptions());

    private static readonly CompilationContext Context = new()
    {
        Identity = new QueryIdentity { PersonId = "somebody", Attributes = new Dictionary<string, IReadOnlyList<string>>() },
        Now = new DateTimeOffset(2026, 1, 1, 12, 34, 56, TimeSpan.Zero),
        TimeZone = "America/New_York",
    };

    public static TheoryData<string> Dialects => [.. SqlDialect.Names];

    /// <summary>After a change on purpose: <c>RENEW_SNAPSHOTS=1</c> writes the files anew, to be read in review.</summary>
    [Theory]
    [MemberData(nameof(Dialects))]
    public void Queries_read_as_they_did(string dialect)
    {
        foreach (var file in DialectCases.All.GroupBy(one => one.File))
        {
            var shown = string.Join("\n\n", file.Select(one => Show(one, SqlDialect.For(dialect)))) + "\n";
            var path = TestData.File("compiled-sql", dialect, file.Key + ".sql");
            if (Environment.GetEnvironmentVariable("RENEW_SNAPSHOTS") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, shown);
            }

            Assert.True(File.Exists(path), $"There is no {path}.");
            Assert.Equal(File.ReadAllText(path), shown);
        }
    }

    /// <summary>A place without a value, or a value without a place, would be another statement than was meant.</summary>
    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_place_has_its_value(string dialect)
    {
        var writes = SqlDialect.For(dialect);
        foreach (var one in DialectCases.All)
        {
            var sql = one.Compile(writes).Sql;
            var places = sql.Parameters.Select((parameter, at) => writes.PlaceOf(at + 1, parameter.Value)).Distinct().ToList();
            if (places is ["?"]) Assert.Equal(sql.Parameters.Count, sql.Text.Count(letter => letter == '?'));
            else Assert.All(places, place => Assert.Contains(place, sql.Text, StringComparison.Ordinal));
            Assert.All(["it's", "back", "50%", "America"], value => Assert.DoesNotContain(value, sql.Text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("bigquery", 2)]
    [InlineData("trino", 2)]
    [InlineData("athena", 2)]
    [InlineData("duckdb", 0)]
    [InlineData("clickhouse", 0)]
    public void Who_reads_an_approximate_number_is_told(string dialect, int warnings)
        => Assert.Equal(warnings, DialectCases.All.Single(one => one.Name == "middles").Compile(SqlDialect.For(dialect)).Warnings.Count(warning => warning.Code == "semantics.approximate"));

    private static string Show(DialectCases.DialectCase one, SqlDialect dialect)
    {
        var sql = one.Compile(dialect).Sql;
        return $"-- {one.Name}\n{sql.Text}" + string.Concat(sql.Parameters.Select((parameter, at) => string.Create(CultureInfo.InvariantCulture, $"\n-- {at + 1} = {(parameter.Value is string text ? $"'{text}'" : parameter.Value)}")));
    }

    [Fact]
    public void The_same_question_gives_the_same_text_and_no_value_stands_in_it()
    {
        var compiler = new MetricQueryCompiler(Shop, SqlDialect.For("duckdb"));
        var hostile = ByMonth with { Filters = new FilterGroup(FilterConjunction.Or, [Rule("orders.status", FilterOperator.Equals, "it's hostile"), Rule("orders.amount", FilterOperator.GreaterThan, "12345.678")]) };
        var (one, other) = (compiler.Compile(hostile, Context).Sql, compiler.Compile(hostile, Context).Sql);
        Assert.Equal(one.Text, other.Text);
        Assert.DoesNotContain("hostile", one.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", one.Text, StringComparison.Ordinal);
        Assert.Contains("it's hostile", one.Parameters.Select(parameter => parameter.Value));
    }

    private static MetricQuery ByMonth { get; } = new()
    {
        Explore = "orders",
        Dimensions = [new("orders", "created_month")],
        Metrics = [new("orders", "revenue")],
        Sorts = [new SortBy(new("orders", "created_month"), true)],
        Limit = 12,
    };

    private static FilterRule Rule(string field, FilterOperator comparison, string value)
        => new() { Field = FieldReference.TryParse(field, out var reference) ? reference : default, Operator = comparison, Values = [value] };
}
