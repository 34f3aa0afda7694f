using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Compilation;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Lightdash;

/// <summary>
/// Reads metric queries as Lightdash writes them (section 4.1 of its query API): fields by their ids (<c>orders_revenue</c>), filters as nested <c>and</c> and <c>or</c>. What is unknown is
/// refused by name; what only says how an answer is laid out is passed over.
/// </summary>
public static class LightdashQueryReader
{
    private const int DefaultLimit = 500;
    private static readonly string[] NotExecutedYet = ["tableCalculations", "customDimensions", "additionalMetrics"];
    private static readonly string[] Known = ["exploreName", "dimensions", "metrics", "filters", "sorts", "limit", "timezone", "metricOverrides", "dimensionOverrides", "pivotDimensions", "metadata", .. NotExecutedYet];

    /// <summary>The query, with every field found in its explore.</summary>
    /// <param name="query">An object.</param>
    /// <param name="layer">Where explores and fields are.</param>
    /// <exception cref="RefusalException"><c>semantics.bad-query</c>, <c>semantics.unknown-explore</c>, <c>semantics.unknown-field</c>, <c>semantics.not-executed-yet</c>.</exception>
    public static MetricQuery Read(JsonElement query, SemanticLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (query.ValueKind != JsonValueKind.Object) throw Bad("A metric query is an object.");
        foreach (var member in query.EnumerateObject().Select(member => member.Name))
        {
            if (!Known.Contains(member)) throw Bad($"A metric query has no key {member}. {NearestName.Hint(member, Known)}".TrimEnd());
        }

        if (NotExecutedYet.FirstOrDefault(part => List(query, part).Any()) is { } later)
            throw new RefusalException("semantics.not-executed-yet", $"{later} of a metric query are not executed yet. Leave them out.");
        var name = Text(query, "exploreName") ?? throw Bad("A metric query names its explore: exploreName.");
        if (!layer.TryGetExplore(name, out var explore)) throw QueryRefusals.UnknownExplore(name, layer.ExploreNames);
        var fields = new FieldIds(explore);
        var filters = Member(query, "filters", JsonValueKind.Object);
        return new MetricQuery
        {
            Explore = name,
            Dimensions = [.. List(query, "dimensions").Select(field => fields.Find(Id(field, "dimensions")))],
            Metrics = [.. List(query, "metrics").Select(field => fields.Find(Id(field, "metrics")))],
            Filters = Group(filters, "dimensions", fields),
            MetricFilters = Group(filters, "metrics", fields),
            Sorts = [.. List(query, "sorts").Select(sort => Sort(sort, fields))],
            Limit = Limit(query),
        };
    }

    private static int Limit(JsonElement query)
    {
        if (!query.TryGetProperty("limit", out var limit) || limit.ValueKind == JsonValueKind.Null) return DefaultLimit;
        return limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var rows) && rows > 0 ? rows : throw Bad("limit is a whole number above 0.");
    }

    private static SortBy Sort(JsonElement sort, FieldIds fields)
    {
        if (sort.ValueKind != JsonValueKind.Object) throw Bad("A sort is an object with fieldId and descending.");
        return new SortBy(fields.Find(Id(sort, "sorts", "fieldId")), Flag(sort, "descending") ?? false, Flag(sort, "nullsFirst"));
    }

    private static FilterGroup? Group(JsonElement filters, string part, FieldIds fields)
    {
        if (filters.ValueKind != JsonValueKind.Object || Member(filters, part, JsonValueKind.Object) is not { ValueKind: JsonValueKind.Object } group) return null;
        return Node(group, fields) is FilterGroup node ? node : throw Bad($"filters.{part} is a group: an object with and, or with or.");
    }

    private static FilterNode Node(JsonElement node, FieldIds fields)
    {
        if (node.ValueKind != JsonValueKind.Object) throw Bad("A filter is an object.");
        foreach (var (key, conjunction) in new[] { ("and", FilterConjunction.And), ("or", FilterConjunction.Or) })
        {
            if (node.TryGetProperty(key, out _)) return new FilterGroup(conjunction, [.. List(node, key).Select(member => Node(member, fields))]);
        }

        var settings = Member(node, "settings", JsonValueKind.Object);
        var unit = settings.ValueKind == JsonValueKind.Object ? Text(settings, "unitOfTime") : null;
        return new FilterRule
        {
            Field = fields.Find(Id(Member(node, "target", JsonValueKind.Object), "filters", "fieldId")),
            Operator = Named<FilterOperator>(Text(node, "operator"), "operator"),
            Values = [.. List(node, "values").Select(Value)],
            Unit = unit is null ? null : Named<FilterUnit>(unit, "unit of time"),
            Completed = settings.ValueKind == JsonValueKind.Object && Flag(settings, "completed") == true,
            Disabled = Flag(node, "disabled") == true,
        };
    }

    private static TEnum Named<TEnum>(string? name, string what)
        where TEnum : struct, Enum
    {
        var known = Enum.GetNames<TEnum>().Select(one => char.ToLowerInvariant(one[0]) + one[1..]).ToList();
        // By name alone: a number would be read as the position of one.
        if (name is not null && known.Contains(name)) return Enum.Parse<TEnum>(name, ignoreCase: true);
        throw Bad($"A filter has no {what} {name ?? "(none)"}. {(name is null ? null : NearestName.Hint(name, known)) ?? $"There are: {string.Join(", ", known)}."}");
    }

    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        // As it is written, so that no digit is lost.
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Bad("A filter's values are texts, numbers and truth values."),
    };

    private static string Id(JsonElement field, string part)
        => field.ValueKind == JsonValueKind.String ? field.GetString()! : throw Bad($"{part} lists ids of fields, such as orders_revenue.");

    private static string Id(JsonElement holder, string part, string name)
        => (holder.ValueKind == JsonValueKind.Object ? Text(holder, name) : null) ?? throw Bad($"Every entry of {part} names its field: {name}.");

    private static JsonElement.ArrayEnumerator List(JsonElement holder, string name)
        => !holder.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null ? default
            : list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Bad($"{name} is a list.");

    private static JsonElement Member(JsonElement holder, string name, JsonValueKind kind)
        => !holder.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null ? default
            : member.ValueKind == kind ? member : throw Bad($"{name} is an object.");

    private static string? Text(JsonElement holder, string name)
        => !holder.TryGetProperty(name, out var text) || text.ValueKind == JsonValueKind.Null ? null
            : text.ValueKind == JsonValueKind.String ? text.GetString() : throw Bad($"{name} is text.");

    private static bool? Flag(JsonElement holder, string name)
        => !holder.TryGetProperty(name, out var flag) || flag.ValueKind == JsonValueKind.Null ? null
            : flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : throw Bad($"{name} is true or false.");

    private static RefusalException Bad(string message) => new("semantics.bad-query", message);

    /// <summary>The fields of an explore by id. Two may have the same (<c>a_b.c</c> and <c>a.b_c</c>): such a one names neither.</summary>
    private sealed class FieldIds(Explore explore)
    {
        private readonly ILookup<string, FieldReference> known = explore.Dimensions.Cast<Field>().Concat(explore.Metrics).ToLookup(field => field.Reference.Id, field => field.Reference);

        public FieldReference Find(string id) => known[id].ToList() switch
        {
            [var one] => one,
            [] => throw QueryRefusals.UnknownField(id, explore),
            var several => throw Bad($"{id} may be {string.Join(" or ", several)}, so it names neither. Rename one in the dbt project."),
        };
    }
}
