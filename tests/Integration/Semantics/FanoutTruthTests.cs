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
            return Compare(one.GetProperty("truth"), LightdashQuery.Names(query, "dimensions"), LightdashQuery.Names(query, "metrics"), answer);
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

    private static string? Compare(JsonElement truth, IReadOnlyList<string> dimensions, IReadOnlyList<string> metrics, JaffleTruth.Answer answer)
    {
        foreach (var row in answer.Rows)
        {
            var key = "[" + string.Join(',', dimensions.Select(dimension => RecordedValue.Key(answer.Cell(row, dimension)))) + "]";
            foreach (var metric in metrics)
            {
                if (!truth.TryGetProperty(metric, out var groups)) continue;
                var given = answer.Cell(row, metric);
                var isRight = Find(groups, key) is { } wanted ? RecordedValue.Equal(wanted, given) : given is null || RecordedValue.IsZero(given);
                if (!isRight) return $"{metric} of {key} is {RecordedValue.Show(given)} instead of {Find(groups, key)?.ToString() ?? "nothing"}";
            }
        }

        return answer.Rows.Count == 0 && metrics.Any(metric => truth.TryGetProperty(metric, out var groups) && groups.EnumerateObject().Any()) ? "has no rows" : null;
    }

    private static JsonElement? Find(JsonElement groups, string key)
    {
        if (groups.TryGetProperty(key, out var found)) return found;
        // A key may write its characters otherwise (escapes, a time with or without its hours).
        using var wanted = JsonDocument.Parse(key);
        var parts = wanted.RootElement.EnumerateArray().Select(Plain).ToList();
        foreach (var group in groups.EnumerateObject())
        {
            using var name = JsonDocument.Parse(group.Name);
            if (name.RootElement.EnumerateArray().Select(Plain).SequenceEqual(parts)) return group.Value;
        }

        return null;
    }

    private static string Plain(JsonElement part)
    {
        var text = part.ValueKind == JsonValueKind.Null ? "\0" : part.ToString();
        return text.EndsWith(" 00:00:00", StringComparison.Ordinal) ? text[..^9] : text;
    }
}
