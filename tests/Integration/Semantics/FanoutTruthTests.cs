using System.Collections.Concurrent;
using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;

namespace Vitrine.Integration.Semantics;

/// <summary>Numbers over joins, held against brute force: no join multiplies anything, and nothing is refused that can be answered.</summary>
public sealed class FanoutTruthTests(JaffleTruth jaffle) : IClassFixture<JaffleTruth>
{
    [Fact]
    public async Task Joins_never_multiply_a_number()
    {
        var cases = JaffleTruth.Cases("fanout-truth.json");
        var warned = JaffleTruth.Cases("query-cases.json").Where(one => one.TryGetProperty("warnings", out _)).Select(one => one.GetProperty("id").GetString()!).ToHashSet();
        var wrong = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (one, stop) =>
        {
            var id = one.GetProperty("id").GetString()!;
            if (await FindAsync(one, warned.Contains(id), stop) is { } problem) wrong[id] = problem;
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{cases.Count - wrong.Count} of {cases.Count} join queries are right.");
        Assert.Equal(126, cases.Count);
        KnownExceptions.Hold("fanoutTruth", wrong);
    }

    private async Task<string?> FindAsync(JsonElement one, bool mayBeRefused, CancellationToken stop)
    {
        try
        {
            var query = one.GetProperty("metricQuery");
            var answer = await jaffle.AskAsync(LightdashQueryReader.Read(query, jaffle.Layer), stop);
            return FanoutTruth.Difference(one, answer.Rows, answer.Cell);
        }
        catch (RefusalException refusal)
        {
            return mayBeRefused ? null : $"refused: {refusal.Code} {refusal.Message} {string.Join(' ', refusal.Data.Values.Cast<object?>())}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"failed: {exception.GetType().Name} {exception.Message}";
        }
    }
}
