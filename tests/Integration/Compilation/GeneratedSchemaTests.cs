using System.Globalization;
using System.Text;
using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Compilation;

/// <summary>
/// Tables at three grains, made up with the seed: customers have orders, orders have lines, and some of each have none, or belong to nobody. Sums, counts and averages of all three,
/// by dimensions of all three and filtered by them, equal what loops over the rows give.
/// </summary>
public sealed class GeneratedSchemaTests
{
    private const int Schemas = 6;
    private const int Questions = 25;

    private static readonly string[] Names = ["customers", "orders", "lines"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Schemas)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Numbers_of_three_grains_equal_brute_force(int seed)
    {
        var random = new Random(seed);
        var data = Data.Make(random);
        await using var project = new TinyProject(data.Sql(), Models(random));
        for (var at = 0; at < Questions; at++)
        {
            var question = Question.Make(random);
            IReadOnlyList<string> rows;
            try
            {
                rows = await project.AskAsync(question.Query());
            }
            catch (RefusalException refusal)
            {
                Assert.Fail($"seed {seed}, {question}: {refusal.Message}");
                return;
            }

            Assert.True(question.Expected(data).Order(StringComparer.Ordinal).SequenceEqual(rows.Select(Simple).Order(StringComparer.Ordinal)), $"seed {seed}, {question}:\n{string.Join('\n', rows.Select(Simple).Order(StringComparer.Ordinal))}\ninstead of\n{string.Join('\n', question.Expected(data).Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>The explore begins at any of the three, and joins the others in the direction that leads to them.</summary>
    private static string Models(Random random)
    {
        var ofOrder = """{ "join": "orders", "sql_on": "${orders.customer_id} = ${customers.id}", "relationship": "one-to-many" }, { "join": "lines", "sql_on": "${lines.order_id} = ${orders.id}", "relationship": "one-to-many" }""";
        // Stated or left to the primary keys: the numbers are the same.
        if (random.Next(2) == 0) ofOrder = ofOrder.Replace(""", "relationship": "one-to-many" """.TrimEnd(), "", StringComparison.Ordinal);
        return $$"""
            {
              "customers": { "meta": { "primary_key": "id", "joins": [ {{ofOrder}} ] }, "columns": { "id": { "type": "INTEGER" }, "region": { "type": "VARCHAR" },
                "points": { "type": "INTEGER", "meta": { "metrics": { "c_n": { "type": "count", "sql": "1" }, "c_sum": { "type": "sum" }, "c_avg": { "type": "average" }, "c_max": { "type": "max" } } } } } },
              "orders": { "meta": { "primary_key": "id" }, "columns": { "id": { "type": "INTEGER" }, "customer_id": { "type": "INTEGER" }, "status": { "type": "VARCHAR" },
                "freight": { "type": "INTEGER", "meta": { "metrics": { "o_n": { "type": "count", "sql": "CASE WHEN ${TABLE}.freight IS NULL THEN 0 ELSE 1 END" }, "o_sum": { "type": "sum", "sql": "COALESCE(${TABLE}.freight, 0)" }, "o_avg": { "type": "average" }, "o_d": { "type": "count_distinct", "sql": "${TABLE}.customer_id" } } } } } },
              "lines": { "meta": { "primary_key": "id" }, "columns": { "id": { "type": "INTEGER" }, "order_id": { "type": "INTEGER" }, "brand": { "type": "VARCHAR" },
                "amount": { "type": "INTEGER", "meta": { "metrics": { "l_n": { "type": "count", "sql": "1" }, "l_sum": { "type": "sum" }, "l_min": { "type": "min" } } } } } }
            }
            """;
    }

    private static string Simple(string row) => string.Join('|', row.Split('|').Select(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? Math.Round(number, 6).ToString(CultureInfo.InvariantCulture) : cell));

    private sealed record Row(int Id, int? Parent, string? Word, int? Number);

    /// <summary>A joined row: any of the three may be missing but the first.</summary>
    private sealed record Joined(Row Customer, Row? Order, Row? Line)
    {
        public Row? Of(int table) => table switch
        {
            0 => Customer,
            1 => Order,
            _ => Line,
        };
    }

    private sealed record Data(IReadOnlyList<Row> Customers, IReadOnlyList<Row> Orders, IReadOnlyList<Row> Lines)
    {
        public static Data Make(Random random)
        {
            string?[] words = ["a", "b", "it's", null];
            Row Row(int id, int? parent) => new(id, parent, words[random.Next(words.Length)], random.Next(5) == 0 ? null : random.Next(-5, 30));
            var customers = Enumerable.Range(1, random.Next(1, 7)).Select(id => Row(id, null)).ToList();
            // Some belong to customers that are not there.
            var orders = Enumerable.Range(1, random.Next(0, 14)).Select(id => Row(id, random.Next(8) == 0 ? null : random.Next(1, customers.Count + 2))).ToList();
            var lines = Enumerable.Range(1, random.Next(0, 30)).Select(id => Row(id, random.Next(10) == 0 ? null : random.Next(1, orders.Count + 3))).ToList();
            return new Data(customers, orders, lines);
        }

        public string Sql()
        {
            var sql = new StringBuilder("CREATE TABLE customers (id INTEGER, region VARCHAR, points INTEGER); CREATE TABLE orders (id INTEGER, customer_id INTEGER, status VARCHAR, freight INTEGER); CREATE TABLE lines (id INTEGER, order_id INTEGER, brand VARCHAR, amount INTEGER);");
            foreach (var row in Customers) sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO customers VALUES ({row.Id}, {Text(row.Word)}, {Number(row.Number)});");
            foreach (var row in Orders) sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO orders VALUES ({row.Id}, {Number(row.Parent)}, {Text(row.Word)}, {Number(row.Number)});");
            foreach (var row in Lines) sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO lines VALUES ({row.Id}, {Number(row.Parent)}, {Text(row.Word)}, {Number(row.Number)});");
            return sql.ToString();
        }

        /// <summary>The left joins that the tables of a question need.</summary>
        public IEnumerable<Joined> Rows(int deepest)
        {
            foreach (var customer in Customers)
            {
                var orders = deepest < 1 ? [] : Orders.Where(order => order.Parent == customer.Id).ToList();
                if (orders.Count == 0) yield return new Joined(customer, null, null);
                foreach (var order in orders)
                {
                    var lines = deepest < 2 ? [] : Lines.Where(line => line.Parent == order.Id).ToList();
                    if (lines.Count == 0) yield return new Joined(customer, order, null);
                    foreach (var line in lines) yield return new Joined(customer, order, line);
                }
            }
        }

        private static string Text(string? word) => word is null ? "NULL" : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";

        private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "NULL";
    }

    private sealed record Question(IReadOnlyList<int> Dimensions, IReadOnlyList<string> Metrics, int? Filtered, string Word)
    {
        private static readonly string[] Words = ["region", "status", "brand"];
        private static readonly string[] All = ["c_n", "c_sum", "c_avg", "c_max", "o_n", "o_sum", "o_avg", "o_d", "l_n", "l_sum", "l_min"];

        public static Question Make(Random random) => new(
            [.. Enumerable.Range(0, 3).Where(_ => random.Next(3) == 0)],
            [.. All.OrderBy(_ => random.Next()).Take(random.Next(1, 6))],
            random.Next(2) == 0 ? random.Next(3) : null,
            random.Next(2) == 0 ? "a" : "it's");

        public override string ToString() => $"{string.Join(", ", Metrics)} by {string.Join(", ", Dimensions.Select(table => Words[table]))}{(Filtered is { } table ? $" where {Words[table]} = {Word}" : "")}";

        public MetricQuery Query() => new()
        {
            Explore = "customers",
            Dimensions = [.. Dimensions.Select(table => new FieldReference(Names[table], Words[table]))],
            Metrics = [.. Metrics.Select(metric => new FieldReference(Names[Table(metric)], metric))],
            Filters = Filtered is { } filtered ? new FilterGroup(FilterConjunction.And, [new FilterRule { Field = new FieldReference(Names[filtered], Words[filtered]), Operator = FilterOperator.Equals, Values = [Word] }]) : null,
            Limit = 1000,
        };

        /// <summary>Every group of the rows that dimensions and filters need; in it, each number over the distinct rows of its own table.</summary>
        public IEnumerable<string> Expected(Data data)
        {
            var needed = Dimensions.Concat(Filtered is { } filtered ? [filtered] : []).DefaultIfEmpty(0).Max();
            var groups = Kept(data, needed).GroupBy(Key).ToDictionary(group => group.Key, group => group);
            if (Dimensions.Count == 0 && groups.Count == 0) groups[""] = null!;
            foreach (var key in groups.Keys)
            {
                var numbers = Metrics.Select(metric =>
                {
                    var table = Table(metric);
                    var rows = Kept(data, Math.Max(needed, table)).Where(row => Key(row) == key).Select(row => row.Of(table)).OfType<Row>().DistinctBy(row => row.Id).ToList();
                    return Show(Number(metric, rows));
                });
                yield return string.Join('|', Dimensions.Count == 0 ? numbers : numbers.Prepend(key));
            }
        }

        private IEnumerable<Joined> Kept(Data data, int deepest) => data.Rows(deepest).Where(row => Filtered is not { } table || row.Of(table)?.Word == Word);

        private string Key(Joined row) => string.Join('|', Dimensions.Select(table => row.Of(table)?.Word ?? "∅"));

        private static int Table(string metric) => metric[0] switch
        {
            'c' => 0,
            'o' => 1,
            _ => 2,
        };

        private static double? Number(string metric, List<Row> rows)
        {
            var known = rows.Where(row => row.Number is not null).Select(row => (double)row.Number!).ToList();
            return metric switch
            {
                "c_n" or "o_n" or "l_n" => rows.Count,
                "c_sum" or "l_sum" => known.Count == 0 ? null : known.Sum(),
                "o_sum" => rows.Count == 0 ? null : known.Sum(),
                "c_avg" or "o_avg" => known.Count == 0 ? null : known.Average(),
                "c_max" => known.Count == 0 ? null : known.Max(),
                "l_min" => known.Count == 0 ? null : known.Min(),
                "o_d" => rows.Where(row => row.Parent is not null).Select(row => row.Parent).Distinct().Count(),
                _ => throw new ArgumentException(metric),
            };
        }

        private static string Show(double? number) => number is { } value ? Math.Round(value, 6).ToString(CultureInfo.InvariantCulture) : "∅";
    }
}
