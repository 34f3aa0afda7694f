using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Npgsql;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;
using Vitrine.Warehouses;
using Vitrine.Warehouses.Postgres;

namespace Vitrine.Integration.Semantics;

/// <summary>The same questions asked of DuckDB and of a real PostgreSQL over the same tables: equal answers, or a reason in <c>tests/data/jaffle/exceptions.json</c>.</summary>
public sealed partial class PostgresAnswerTests(JaffleTruth jaffle, PostgresServer server) : IClassFixture<JaffleTruth>
{
    private static readonly QueryLimits Limits = new(100_000, TimeSpan.FromMinutes(1), 200_000_000);

    [Fact]
    public async Task PostgreSql_answers_as_DuckDb_does()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var warehouse = await OpenAsync(stop);
        var wrong = new ConcurrentDictionary<string, string>();
        // In the way of the recorded answers, and in our own, in a zone with summer time whose weeks begin on another day.
        await CompareAsync(warehouse, jaffle.Context, wrong, stop);
        await CompareAsync(warehouse, jaffle.Context with { FollowsLightdash = false, TimeZone = "America/New_York", WeekStart = DayOfWeek.Sunday }, wrong, stop);
        KnownExceptions.Hold("postgres", wrong);
    }

    private async Task CompareAsync(PostgresWarehouse warehouse, CompilationContext context, ConcurrentDictionary<string, string> wrong, CancellationToken stop)
    {
        var compiler = new MetricQueryCompiler(jaffle.Layer, warehouse.Dialect);
        var cases = JaffleTruth.Cases("query-cases.json");
        Assert.Equal(1717, cases.Count);
        var (equal, refused) = (0, 0);
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = stop }, async (one, token) =>
        {
            var query = LightdashQueryReader.Read(one.GetProperty("metricQuery"), jaffle.Layer);
            JaffleTruth.Answer there;
            try
            {
                there = await jaffle.AskAsync(query, context, token);
            }
            catch (RefusalException)
            {
                // Refused before a warehouse is asked, or nothing to compare with.
                Interlocked.Increment(ref refused);
                return;
            }

            if (await FindAsync(compiler, warehouse, query, context, there, one.GetProperty("ordered").GetBoolean(), token) is { } problem) wrong[one.GetProperty("id").GetString()!] = problem;
            else Interlocked.Increment(ref equal);
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{context.TimeZone}: of {cases.Count} recorded queries DuckDB answers {cases.Count - refused}, and PostgreSQL {equal} of those with the same rows.");
        Assert.InRange(equal, 1600, 1717);
    }

    private async Task<PostgresWarehouse> OpenAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(await server.NewDatabaseAsync(cancellationToken));
        var database = address.AbsolutePath[1..];
        await using (var to = new NpgsqlConnection($"Host={address.Host};Port={address.Port};Username=postgres;Database={database};Pooling=false"))
        await using (var from = new DuckDBConnection("Data Source=:memory:"))
        {
            from.Open();
            JaffleTruth.MakeTables(from);
            await to.OpenAsync(cancellationToken);
            await PostgresTables.CopyAsync(from, to, cancellationToken);
        }

        return new PostgresWarehouse(new PostgresOptions { Host = address.Host, Port = address.Port, Database = database, User = "postgres", Tls = WarehouseTls.Off });
    }

    private static async Task<string?> FindAsync(MetricQueryCompiler compiler, PostgresWarehouse warehouse, MetricQuery query, CompilationContext context, JaffleTruth.Answer there, bool isOrdered, CancellationToken stop)
    {
        try
        {
            var compiled = compiler.Compile(query, context);
            await using var session = await warehouse.OpenAsync(stop);
            var result = await session.QueryAsync(compiled.Sql, Limits, stop);
            List<object?[]> here = [.. result.Rows.Take(compiled.RowLimit).Select(row => WithPlainLabels(query, row))];
            if (here.Count != there.Rows.Count) return $"has {here.Count} rows instead of {there.Rows.Count}";
            List<object?[]> wanted = [.. there.Rows.Select(row => WithPlainLabels(query, row))];
            return isOrdered ? InOrder(wanted, here) : AsBag(wanted, here);
        }
        catch (RefusalException refusal)
        {
            return $"refused: {refusal.Code} {string.Join(' ', refusal.Data.Values.Cast<object?>())}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"failed: {exception.GetType().Name} {exception.Message}";
        }
    }

    /// <summary>The label of a bin writes whole numbers as its warehouse does: 10 or 10.0.</summary>
    private static object?[] WithPlainLabels(MetricQuery query, object?[] row)
    {
        for (var at = 0; at < query.Dimensions.Count; at++)
        {
            if (row[at] is string label && query.Bins.Any(bin => bin.Reference == query.Dimensions[at])) row[at] = WholeNumber().Replace(label, "");
        }

        return row;
    }

    [GeneratedRegex(@"\.0(?= - |$)")]
    private static partial Regex WholeNumber();

    private static string? InOrder(List<object?[]> wanted, List<object?[]> given)
    {
        for (var at = 0; at < wanted.Count; at++)
        {
            if (!IsEqual(wanted[at], given[at])) return $"row {at} is {Show(given[at])} instead of {Show(wanted[at])}";
        }

        return null;
    }

    private static string? AsBag(List<object?[]> wanted, List<object?[]> given)
    {
        var left = given.ToList();
        foreach (var row in wanted)
        {
            var at = left.FindIndex(other => IsEqual(row, other));
            if (at < 0) return $"has no row {Show(row)}; instead {Show(left[0])}";
            left.RemoveAt(at);
        }

        return null;
    }

    private static bool IsEqual(object?[] wanted, object?[] given) => wanted.Zip(given).All(pair => RecordedValue.Equal(pair.First, pair.Second));

    private static string Show(IEnumerable<object?> row) => "(" + string.Join(", ", row.Select(RecordedValue.Show)) + ")";
}
