using System.Globalization;
using System.Text.Json.Nodes;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Lightdash;

/// <summary>
/// Writes compiled explores in the shape of Lightdash's own, so that the two can be compared member by member: fields by table and name, groups by the names that their author gave them, metrics by their
/// types in meta. It holds what is known of both; SQL is not, since each writes its own.
/// </summary>
public static class LightdashExploreWriter
{
    /// <summary>One explore, hidden fields too.</summary>
    public static JsonObject Write(Explore explore)
    {
        ArgumentNullException.ThrowIfNull(explore);
        return new JsonObject
        {
            ["name"] = explore.Name,
            ["label"] = explore.Label,
            ["tags"] = Texts(explore.Tags),
            ["baseTable"] = explore.BaseTable,
            ["joinedTables"] = new JsonArray([.. explore.Joins.Select(Join)]),
            ["tables"] = new JsonObject(explore.Tables.Select(table => KeyValuePair.Create(table.Name, (JsonNode?)Table(explore, table)))),
        };
    }

    private static JsonObject Join(ExploreJoin join) => Without(new JsonObject
    {
        ["table"] = join.Table,
        ["type"] = join.Kind.ToString().ToLowerInvariant(),
        ["relationship"] = join.Relationship is { } relationship ? Words(relationship.ToString(), '-') : null,
        ["hidden"] = join.IsHidden ? true : null,
        ["always"] = join.IsAlways ? true : null,
    });

    private static JsonObject Table(Explore explore, ExploreTable table) => new()
    {
        ["name"] = table.Name,
        ["label"] = table.Label,
        ["primaryKey"] = Texts(table.PrimaryKey),
        ["requiredFilters"] = new JsonArray(table.Name != explore.BaseTable ? [] : [.. explore.RequiredFilters.Select(filter => Filter(filter, true)), .. explore.DefaultFilters.Select(filter => Filter(filter, false))]),
        ["dimensions"] = Fields(explore.Dimensions, table, Dimension),
        ["metrics"] = Fields(explore.Metrics, table, metric => Field(metric, "metric", MetricTypes.NameOf(metric.Kind))),
    };

    private static JsonObject Fields<T>(IEnumerable<T> fields, ExploreTable table, Func<T, JsonObject> write)
        where T : Field
        => new(fields.Where(field => field.Reference.Table == table.Name).Select(field => KeyValuePair.Create(field.Reference.Name, (JsonNode?)write(field))));

    private static JsonObject Dimension(Dimension dimension)
    {
        var made = Field(dimension, "dimension", dimension.Type.ToString().ToLowerInvariant());
        made["isIntervalBase"] = dimension.IsIntervalBase;
        if (dimension.Interval is { } interval) made["timeInterval"] = TimeIntervals.NameOf(interval);
        if (dimension.IntervalBase is { } whole) made["timeIntervalBaseDimensionName"] = whole.Name;
        return made;
    }

    private static JsonObject Field(Field field, string kind, string type) => Without(new JsonObject
    {
        ["fieldType"] = kind,
        ["name"] = field.Reference.Name,
        ["label"] = field.Label,
        ["table"] = field.Reference.Table,
        ["tableLabel"] = field.TableLabel,
        ["type"] = type,
        ["description"] = field.Description,
        ["hidden"] = field.Hidden,
        ["groups"] = Texts(field.GroupKeys),
        ["tags"] = field.Tags.Count == 0 ? null : Texts(field.Tags),
        ["tablesReferences"] = Texts(field.TablesReferences),
    });

    private static JsonObject Filter(ExploreFilter filter, bool isRequired) => Without(new JsonObject
    {
        ["target"] = new JsonObject { ["fieldRef"] = filter.Field.Name },
        ["operator"] = Words(filter.Rule.Operator.ToString(), null),
        ["values"] = new JsonArray([.. filter.Rule.Values.Select(value => Value(filter.Rule.Operator, value))]),
        ["settings"] = filter.Rule.Unit is { } unit ? new JsonObject { ["unitOfTime"] = Words(unit.ToString(), null) } : null,
        ["required"] = isRequired,
    });

    /// <summary>What stands behind an equals sign is text to Lightdash's grammar, and a number behind every other operator that takes one.</summary>
    private static JsonNode? Value(FilterOperator comparison, string? value)
        => comparison is not (FilterOperator.Equals or FilterOperator.NotEquals or FilterOperator.Include or FilterOperator.DoesNotInclude or FilterOperator.StartsWith or FilterOperator.EndsWith)
            && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : value;

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Words(string name, char? between)
        => between is null ? char.ToLowerInvariant(name[0]) + name[1..] : string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"{between}{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));

    private static JsonObject Without(JsonObject members)
    {
        foreach (var empty in members.Where(member => member.Value is null).Select(member => member.Key).ToList()) members.Remove(empty);
        return members;
    }
}
