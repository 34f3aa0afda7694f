using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Compilation;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using static Vitrine.Semantics.Lightdash.LightdashJson;

namespace Vitrine.Semantics.Lightdash;

/// <summary>
/// Reads metric queries as Lightdash writes them (section 4.1 of its query API): fields by their ids (<c>orders_revenue</c>), filters as nested <c>and</c> and <c>or</c>. What is unknown is
/// refused by name; what only says how an answer is laid out is passed over.
/// </summary>
public static class LightdashQueryReader
{
    private const int DefaultLimit = 500;

    /// <summary>More is never asked for, whatever the limit says: an answer says by itself that there were more.</summary>
    private const int MostRows = 1_000_000;

    private static readonly string[] Known = ["exploreName", "dimensions", "metrics", "filters", "sorts", "limit", "tableCalculations", "timezone", "metricOverrides", "dimensionOverrides", "pivotDimensions", "metadata", "customDimensions", "additionalMetrics"];

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

        var name = Text(query, "exploreName") ?? throw Bad("A metric query names its explore: exploreName.");
        if (!layer.TryGetExplore(name, out var explore)) throw QueryRefusals.UnknownExplore(name, layer.ExploreNames);
        var calculations = List(query, "tableCalculations").Select(LightdashCalculationReader.NameOf).ToList();
        var fields = new FieldIds(explore, calculations);
        var custom = List(query, "customDimensions").ToLookup(LightdashMadeUpReader.IsSql);
        var dimensions = custom[true].Select(LightdashMadeUpReader.ReadDimension).ToList();
        foreach (var dimension in dimensions) fields.Add(dimension.Reference.Name, dimension.Reference);
        var bins = custom[false].Select(bin => LightdashMadeUpReader.ReadBin(bin, fields.Find)).ToList();
        var metrics = List(query, "additionalMetrics").Select(metric => LightdashMadeUpReader.ReadMetric(metric, fields.Find)).ToList();
        foreach (var bin in bins) fields.Add(bin.Name, bin.Reference);
        foreach (var metric in metrics) fields.Add(metric.Reference.Id, metric.Reference);
        var filters = Member(query, "filters", JsonValueKind.Object);
        return new MetricQuery
        {
            Explore = name,
            Dimensions = [.. List(query, "dimensions").Select(field => fields.Find(Id(field, "dimensions")))],
            Metrics = [.. List(query, "metrics").Select(field => fields.Find(Id(field, "metrics")))],
            Filters = Group(filters, "dimensions", fields),
            MetricFilters = Group(filters, "metrics", fields),
            AdditionalMetrics = metrics,
            AdditionalDimensions = dimensions,
            Bins = bins,
            Calculations = [.. List(query, "tableCalculations").Select(calculation => LightdashCalculationReader.Read(calculation, fields.Find))],
            CalculationFilters = Group(filters, "tableCalculations", fields),
            Sorts = [.. List(query, "sorts").Select(sort => Sort(sort, fields))],
            Formats = Formats(query, "metricOverrides", fields).Concat(Formats(query, "dimensionOverrides", fields)).ToDictionary(),
            PivotDimensions = [.. List(query, "pivotDimensions").Select(field => fields.Find(Id(field, "pivotDimensions")))],
            TimeZone = Text(query, "timezone"),
            Limit = Limit(query),
        };
    }

    /// <summary>What a query shows otherwise than the author of a field does, by the field's id.</summary>
    private static IEnumerable<KeyValuePair<FieldReference, FieldFormat>> Formats(JsonElement query, string part, FieldIds fields)
    {
        if (Member(query, part, JsonValueKind.Object) is not { ValueKind: JsonValueKind.Object } overrides) yield break;
        foreach (var entry in overrides.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Object) throw Bad($"{part}.{entry.Name} is an object with formatOptions.");
            if (entry.Value.EnumerateObject().FirstOrDefault(member => member.Name != "formatOptions") is { Value.ValueKind: not JsonValueKind.Undefined } other) throw Bad($"{part}.{entry.Name} changes formatOptions, and not {other.Name}.");
            if (Member(entry.Value, "formatOptions", JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } options) yield return KeyValuePair.Create(fields.Find(entry.Name), LightdashFormatReader.OptionsOf(options));
        }
    }

    private static int Limit(JsonElement query)
    {
        if (!query.TryGetProperty("limit", out var limit) || limit.ValueKind == JsonValueKind.Null) return DefaultLimit;
        // Lightdash's own client asks for "all" by the greatest number that it knows.
        return limit.ValueKind == JsonValueKind.Number && limit.TryGetDecimal(out var rows) && rows >= 1 && rows == decimal.Truncate(rows) ? (int)Math.Min(rows, MostRows) : throw Bad("limit is a whole number above 0.");
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

        var rule = Rule(node, fields.Find(Id(Member(node, "target", JsonValueKind.Object), "filters", "fieldId")));
        return Flag(node, "includeNull") == true && !rule.Disabled ? new FilterGroup(FilterConjunction.Or, [rule, new FilterRule { Field = rule.Field, Operator = FilterOperator.IsNull }]) : rule;
    }

    /// <summary>A filter on a field that was found.</summary>
    internal static FilterRule Rule(JsonElement node, FieldReference field)
    {
        var settings = Member(node, "settings", JsonValueKind.Object);
        var unit = settings.ValueKind == JsonValueKind.Object ? Text(settings, "unitOfTime") : null;
        return new FilterRule
        {
            Field = field,
            Operator = Named<FilterOperator>(Text(node, "operator"), "filter operator"),
            Values = [.. List(node, "values").Select(Value)],
            Unit = unit is null ? null : Named<FilterUnit>(unit, "unit of time"),
            Completed = settings.ValueKind == JsonValueKind.Object && Flag(settings, "completed") == true,
            CaseSensitive = Flag(node, "caseSensitive"),
            Disabled = Flag(node, "disabled") == true,
        };
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

    /// <summary>The fields of an explore by id. Two may have the same (<c>a_b.c</c> and <c>a.b_c</c>): such a one names neither.</summary>
    private sealed class FieldIds(Explore explore, IReadOnlyList<string> calculations)
    {
        private readonly ILookup<string, FieldReference> known = explore.Dimensions.Cast<Field>().Concat(explore.Metrics).ToLookup(field => field.Reference.Id, field => field.Reference);

        private readonly Dictionary<string, FieldReference> madeUp = new(StringComparer.Ordinal);

        public void Add(string id, FieldReference reference)
        {
            if (known.Contains(id) || !madeUp.TryAdd(id, reference)) throw Bad($"Two fields are called {id}. Rename what the query makes up.");
        }

        public FieldReference Find(string id) => known[id].ToList() switch
        {
            _ when madeUp.TryGetValue(id, out var reference) => reference,
            _ when calculations.Contains(id) => FieldReference.OfCalculation(id),
            // As the published SDK writes the name of a calculation that is sorted by.
            [] when id.StartsWith(explore.Name + "_", StringComparison.Ordinal) && calculations.Contains(id[(explore.Name.Length + 1)..]) => FieldReference.OfCalculation(id[(explore.Name.Length + 1)..]),
            [var one] => one,
            [] => throw QueryRefusals.UnknownField(id, explore),
            var several => throw Bad($"{id} may be {string.Join(" or ", several)}, so it names neither. Rename one in the dbt project."),
        };
    }
}
