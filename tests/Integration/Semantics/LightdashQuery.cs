using System.Text.Json;

namespace Vitrine.Integration.Semantics;

/// <summary>What a recorded metric query holds.</summary>
internal static class LightdashQuery
{
    /// <summary>What such a query may hold that is not executed yet.</summary>
    private static readonly string[] NotExecutedYet = ["tableCalculations", "customDimensions", "additionalMetrics"];

    public static string? Unsupported(JsonElement query)
        => NotExecutedYet.FirstOrDefault(part => query.TryGetProperty(part, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0);

    public static IReadOnlyList<string> Names(JsonElement query, string part)
        => query.TryGetProperty(part, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
}
