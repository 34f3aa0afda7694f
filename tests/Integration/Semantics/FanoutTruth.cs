using System.Text.Json;

namespace Vitrine.Integration.Semantics;

/// <summary>Holds an answer against brute force by the rules of <c>tests/data/README.md</c>.</summary>
internal static class FanoutTruth
{
    /// <summary>The first number that is wrong, or null.</summary>
    /// <param name="one">The case.</param>
    /// <param name="rows">What was answered.</param>
    /// <param name="cell">Finds the value of a row by the id of its column.</param>
    public static string? Difference(JsonElement one, IReadOnlyList<object?[]> rows, Func<object?[], string, object?> cell)
    {
        var (truth, query) = (one.GetProperty("truth"), one.GetProperty("metricQuery"));
        var (dimensions, metrics) = (LightdashQuery.Names(query, "dimensions"), LightdashQuery.Names(query, "metrics"));
        foreach (var row in rows)
        {
            var key = "[" + string.Join(',', dimensions.Select(dimension => RecordedValue.Key(cell(row, dimension)))) + "]";
            foreach (var metric in metrics)
            {
                if (!truth.TryGetProperty(metric, out var groups)) continue;
                var given = cell(row, metric);
                var isRight = Find(groups, key) is { } wanted ? RecordedValue.Equal(wanted, given) : given is null || RecordedValue.IsZero(given);
                if (!isRight) return $"{metric} of {key} is {RecordedValue.Show(given)} instead of {Find(groups, key)?.ToString() ?? "nothing"}";
            }
        }

        return rows.Count == 0 && metrics.Any(metric => truth.TryGetProperty(metric, out var groups) && groups.EnumerateObject().Any()) ? "has no rows" : null;
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
