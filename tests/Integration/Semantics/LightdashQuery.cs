using System.Text.Json;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Semantics;

/// <summary>Reads a metric query in Lightdash's shape.</summary>
internal static class LightdashQuery
{
    /// <summary>What such a query may hold that is not executed yet.</summary>
    public static readonly string[] NotExecutedYet = ["tableCalculations", "customDimensions", "additionalMetrics"];

    public static string? Unsupported(JsonElement query)
        => NotExecutedYet.FirstOrDefault(part => query.TryGetProperty(part, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0);

    public static MetricQuery Read(JsonElement query, SemanticLayer layer)
    {
        var name = query.GetProperty("exploreName").GetString()!;
        if (!layer.TryGetExplore(name, out var explore)) throw new InvalidOperationException($"There is no explore {name}.");
        var fields = explore.Dimensions.Cast<Field>().Concat(explore.Metrics).ToLookup(field => field.Reference.Id, field => field.Reference);
        FieldReference Find(string? id) => fields[id!].Any() ? fields[id!].First() : throw new InvalidOperationException($"There is no field {id} in {name}.");
        var filters = query.TryGetProperty("filters", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        return new MetricQuery
        {
            Explore = name,
            Dimensions = [.. Names(query, "dimensions").Select(Find)],
            Metrics = [.. Names(query, "metrics").Select(Find)],
            Filters = Group(filters, "dimensions", Find),
            MetricFilters = Group(filters, "metrics", Find),
            Sorts = query.TryGetProperty("sorts", out var sorts) ? [.. sorts.EnumerateArray().Select(sort => Sort(sort, Find))] : [],
            Limit = query.GetProperty("limit").GetInt32(),
        };
    }

    public static IReadOnlyList<string> Names(JsonElement query, string part)
        => query.TryGetProperty(part, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    private static SortBy Sort(JsonElement sort, Func<string?, FieldReference> find) => new(
        find(sort.GetProperty("fieldId").GetString()),
        sort.GetProperty("descending").GetBoolean(),
        sort.TryGetProperty("nullsFirst", out var first) && first.ValueKind is JsonValueKind.True or JsonValueKind.False ? first.GetBoolean() : null);

    private static FilterGroup? Group(JsonElement filters, string part, Func<string?, FieldReference> find)
        => filters.ValueKind == JsonValueKind.Object && filters.TryGetProperty(part, out var group) && group.ValueKind == JsonValueKind.Object ? (FilterGroup)Node(group, find) : null;

    private static FilterNode Node(JsonElement node, Func<string?, FieldReference> find)
    {
        foreach (var (key, conjunction) in new[] { ("and", FilterConjunction.And), ("or", FilterConjunction.Or) })
        {
            if (node.TryGetProperty(key, out var members)) return new FilterGroup(conjunction, [.. members.EnumerateArray().Select(member => Node(member, find))]);
        }

        var settings = node.TryGetProperty("settings", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        return new FilterRule
        {
            Field = find(node.GetProperty("target").GetProperty("fieldId").GetString()),
            Operator = Enum.Parse<FilterOperator>(node.GetProperty("operator").GetString()!, ignoreCase: true),
            Values = node.TryGetProperty("values", out var values) ? [.. values.EnumerateArray().Select(Text)] : [],
            Unit = settings.ValueKind == JsonValueKind.Object && settings.TryGetProperty("unitOfTime", out var unit) ? Enum.Parse<FilterUnit>(unit.GetString()!, ignoreCase: true) : null,
            Completed = settings.ValueKind == JsonValueKind.Object && settings.TryGetProperty("completed", out var completed) && completed.ValueKind == JsonValueKind.True,
            Disabled = node.TryGetProperty("disabled", out var disabled) && disabled.ValueKind == JsonValueKind.True,
        };
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };
}
