using System.Text.Json;
using Vitrine.Semantics.Filters;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads lists of <c>field: expression</c>, as metrics, models and explores have them.</summary>
internal static class MetricFilters
{
    public static IReadOnlyList<FilterRule> Read(JsonElement list, string table)
    {
        if (list.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return [];
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object)) throw new MetaProblemException("filters must be a list of maps");
        return [.. list.EnumerateArray().SelectMany(item => item.EnumerateObject()).Select(entry => One(entry.Name, entry.Value, table))];
    }

    public static FilterRule One(string field, JsonElement expression, string table)
        => FilterExpression.Read(FieldReading.Reference(field, table), expression, out var problem)
            ?? throw new MetaProblemException($"the filter on {field} is not understood: {problem!.TrimEnd('.')}");
}
