using System.Text.Json;

namespace Vitrine.Integration.Semantics;

/// <summary>What a recorded metric query holds.</summary>
internal static class LightdashQuery
{
    public static IReadOnlyList<string> Names(JsonElement query, string part)
        => query.TryGetProperty(part, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    /// <summary>The columns that it asks for.</summary>
    public static List<string> Columns(JsonElement query)
        => [.. Names(query, "dimensions"), .. Names(query, "metrics"), .. query.GetProperty("tableCalculations").EnumerateArray().Select(calculation => calculation.GetProperty("name").GetString()!)];
}
