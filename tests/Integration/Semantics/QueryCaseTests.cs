using System.Collections.Concurrent;
using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Semantics;

/// <summary>All recorded metric queries, compiled, asked, and compared row by row.</summary>
public sealed class QueryCaseTests(JaffleTruth jaffle) : IClassFixture<JaffleTruth>
{
    [Fact]
    public async Task Recorded_queries_are_answered_as_recorded()
    {
        var cases = JaffleTruth.Cases("query-cases.json");
        var wrong = new ConcurrentDictionary<string, string>();
        var compared = 0;
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (one, stop) =>
        {
            // Ties that the engine breaks as it likes, and numbers that Lightdash itself calls inflated: the truth of the joins has those.
            if (one.TryGetProperty("optimizer_changes_result", out _) || one.TryGetProperty("warnings", out _)) return;
            Interlocked.Increment(ref compared);
            if (await FindAsync(one, stop) is { } problem) wrong[one.GetProperty("id").GetString()!] = problem;
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared - wrong.Count} of {compared} recorded queries are answered as recorded.");
        Assert.Equal(1717, cases.Count);
        KnownExceptions.Hold("queryCases", wrong);
    }

    /// <summary>
    /// Lightdash warns that these numbers may be inflated. They are refused, or each metric is what it is when it is asked for alone: then no other
    /// metric's joins are there to multiply it. (Where brute force has the numbers, <see cref="FanoutTruthTests"/> holds them.)
    /// </summary>
    [Fact]
    public async Task Numbers_that_joins_might_inflate_are_refused_or_the_same_as_alone()
    {
        var stop = TestContext.Current.CancellationToken;
        var cases = JaffleTruth.Cases("query-cases.json").Where(one => one.TryGetProperty("warnings", out _)).Select(one => one.GetProperty("metricQuery")).ToList();
        var answered = 0;
        foreach (var query in cases.Select(query => LightdashQueryReader.Read(query, jaffle.Layer) with { Limit = 5000 }))
        {
            JaffleTruth.Answer together;
            try
            {
                together = await jaffle.AskAsync(query, stop);
            }
            catch (RefusalException refusal)
            {
                Assert.Equal("semantics.multiplied", refusal.Code);
                continue;
            }

            answered++;
            foreach (var metric in query.Metrics)
            {
                var alone = await jaffle.AskAsync(query with { Metrics = [metric], Calculations = [], Sorts = [.. query.Sorts.Where(sort => sort.Field == metric || query.Dimensions.Contains(sort.Field))] }, stop);
                Assert.Equal(ByGroup(alone, query, metric), ByGroup(together, query, metric));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{answered} of {cases.Count} are answered, {cases.Count - answered} refused.");
        Assert.InRange(answered, 1, cases.Count - 1);
    }

    /// <summary>The values of a metric by group. A group that only another metric's rows make has no value.</summary>
    private static SortedDictionary<string, string> ByGroup(JaffleTruth.Answer answer, MetricQuery query, FieldReference metric)
        => new(answer.Rows
            .Where(row => answer.Cell(row, metric.Id) is { } value && !RecordedValue.IsZero(value))
            .ToDictionary(row => string.Join('|', query.Dimensions.Select(dimension => RecordedValue.Key(answer.Cell(row, dimension.Id)))), row => RecordedValue.Show(answer.Cell(row, metric.Id))), StringComparer.Ordinal);

    private async Task<string?> FindAsync(JsonElement one, CancellationToken stop)
    {
        try
        {
            var answer = await jaffle.AskAsync(LightdashQueryReader.Read(one.GetProperty("metricQuery"), jaffle.Layer), stop);
            return Compare(one, answer);
        }
        catch (RefusalException refusal)
        {
            return $"refused: {refusal.Code} {refusal.Message} {string.Join(' ', refusal.Data.Values.Cast<object?>())}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"failed: {exception.GetType().Name} {exception.Message}";
        }
    }

    private static string? Compare(JsonElement one, JaffleTruth.Answer answer)
    {
        var query = one.GetProperty("metricQuery");
        var asked = LightdashQuery.Columns(query);
        var recorded = one.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
        var columns = recorded.Where(asked.Contains).ToList();
        if (asked.FirstOrDefault(name => !answer.Columns.Contains(name)) is { } missing) return $"lacks the column {missing}";
        var wanted = one.GetProperty("rows").EnumerateArray().Select(row => columns.Select(column => row[recorded.IndexOf(column)]).ToArray()).ToList();
        var given = answer.Rows.Select(row => columns.Select(column => answer.Cell(row, column)).ToArray()).ToList();
        if (wanted.Count != given.Count) return $"has {given.Count} rows instead of {wanted.Count}";
        return one.GetProperty("ordered").GetBoolean() ? InOrder(wanted, given) : AsBag(wanted, given);
    }

    private static string? InOrder(List<JsonElement[]> wanted, List<object?[]> given)
    {
        var at = Enumerable.Range(0, wanted.Count).FirstOrDefault(index => !IsEqual(wanted[index], given[index]), -1);
        return at < 0 ? null : $"row {at} is {Show(given[at])} instead of {Show(wanted[at])}";
    }

    private static string? AsBag(List<JsonElement[]> wanted, List<object?[]> given)
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

    private static bool IsEqual(JsonElement[] wanted, object?[] given) => wanted.Zip(given).All(pair => RecordedValue.Equal(pair.First, pair.Second));

    private static string Show(IEnumerable<object?> row) => "(" + string.Join(", ", row.Select(RecordedValue.Show)) + ")";

    private static string Show(IEnumerable<JsonElement> row) => "(" + string.Join(", ", row.Select(value => value.ValueKind == JsonValueKind.Null ? "null" : value.ToString())) + ")";
}
