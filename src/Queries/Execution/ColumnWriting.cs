using System.Globalization;
using System.Text.Json;
using Vitrine.Semantics.Compilation;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>Describes the columns of an answer.</summary>
internal static class ColumnWriting
{
    /// <param name="keys">Keys of the leading columns, where they are not the field itself.</param>
    /// <param name="columns">The columns as they were compiled.</param>
    /// <param name="rows">The rows of the answer.</param>
    /// <param name="explore">What was asked.</param>
    /// <param name="leavesGroupsOut">Whether groups are left out by their figures, so that those which are left do not add up to all.</param>
    public static IReadOnlyList<ContractColumn> Of(IReadOnlyList<(string Key, FieldReference Field)> keys, IReadOnlyList<ResultColumn> columns, IReadOnlyList<ResultCell[]> rows, Explore explore, bool leavesGroupsOut = false)
        => [.. columns.Select((column, at) => new ContractColumn(
            at < keys.Count ? keys[at].Key : column.Field.ToString(),
            column.Field.ToString(),
            column.IsMetric ? "metric" : "dimension",
            column.Label,
            NameOf(column.Type),
            column.Interval is { } interval ? NameOf(interval) : null,
            column.Unit,
            null,
            column.TimeZone,
            column.IsMetric ? !leavesGroupsOut && Additivity.AddsUp(explore, column.Field, columns.Where(other => !other.IsMetric).Select(other => other.Field)) : null)
        {
            Links = column.Links,
            Colors = ColorsOf(column, rows, at),
        })];

    /// <summary>The colours of the values that are in the answer: a name of another value may be one that this viewer must not see.</summary>
    private static IReadOnlyDictionary<string, string> ColorsOf(ResultColumn column, IReadOnlyList<ResultCell[]> rows, int at)
    {
        if (column.Colors.Count == 0) return column.Colors;
        var shown = new HashSet<string>(rows.SelectMany(row => new[] { Convert.ToString(row[at].Raw, CultureInfo.InvariantCulture) ?? "", row[at].Formatted }), StringComparer.OrdinalIgnoreCase);
        return column.Colors.Where(color => shown.Contains(color.Key)).ToDictionary();
    }

    public static string NameOf(FieldType type) => type switch
    {
        FieldType.String => "string",
        FieldType.Number => "number",
        FieldType.Date => "date",
        FieldType.Timestamp => "timestamp",
        FieldType.Boolean => "boolean",
        _ => throw new InvalidOperationException($"Unknown field type {type}."),
    };

    /// <summary>In the form of field names, such as <c>month</c> or <c>day_of_week_name</c>.</summary>
    public static string NameOf(TimeInterval interval)
        => JsonNamingPolicy.SnakeCaseLower.ConvertName(interval.ToString());
}
