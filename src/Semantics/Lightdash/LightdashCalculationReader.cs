using System.Text.Json;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using static Vitrine.Semantics.Lightdash.LightdashJson;

namespace Vitrine.Semantics.Lightdash;

/// <summary>Reads table calculations as Lightdash writes them (section 4.3 of its query API).</summary>
internal static class LightdashCalculationReader
{
    public static string NameOf(JsonElement calculation)
        => (calculation.ValueKind == JsonValueKind.Object ? Text(calculation, "name") : null) ?? throw Bad("Every entry of tableCalculations has a name.");

    public static TableCalculation Read(JsonElement calculation, Func<string, FieldReference> find)
    {
        var name = NameOf(calculation);
        var template = Member(calculation, "template", JsonValueKind.Object);
        return new TableCalculation
        {
            Name = name,
            Label = Text(calculation, "displayName"),
            Type = Text(calculation, "type") is { } type ? Named<FieldType>(type, "type of a calculation") : null,
            Format = Member(calculation, "format", JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } format ? LightdashFormatReader.OptionsOf(format) : null,
            Formula = Text(calculation, "formula"),
            Sql = Text(calculation, "sql"),
            Template = template.ValueKind == JsonValueKind.Object ? Template(template, find) : null,
        };
    }

    private static CalculationTemplate Template(JsonElement template, Func<string, FieldReference> find)
    {
        var kind = Text(template, "type");
        var isWindow = kind == "window_function";
        return new CalculationTemplate
        {
            Kind = isWindow ? CalculationKind.Window : Named<CalculationKind>(kind, "template", isSnakeCase: true),
            Column = Text(template, "fieldId") is { } column ? find(column) : null,
            OrderBy = [.. List(template, "orderBy").Select(step => new SortBy(find(Id(step, "orderBy", "fieldId")), Text(step, "order") switch
            {
                null or "asc" => false,
                "desc" => true,
                var other => throw Bad($"order is asc or desc, and not {other}."),
            }))],
            PartitionBy = [.. List(template, "partitionBy").Select(column => find(Id(column, "partitionBy")))],
            Function = isWindow ? Named<WindowFunction>(Text(template, "windowFunction"), "window function", isSnakeCase: true) : default,
            Frame = isWindow && Member(template, "frame", JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } frame ? Frame(frame) : null,
        };
    }

    private static RowFrame Frame(JsonElement frame)
    {
        if (Text(frame, "frameType") is not (null or "ROWS" or "rows")) throw Bad("Only frames of rows are executed: frameType ROWS.");
        // A frame without an end ends at the row itself, as in SQL.
        return new RowFrame(Bound(Member(frame, "start", JsonValueKind.Object), "UNBOUNDED_PRECEDING"), Bound(Member(frame, "end", JsonValueKind.Object), "UNBOUNDED_FOLLOWING"));
    }

    private static int? Bound(JsonElement bound, string open)
    {
        if (bound.ValueKind != JsonValueKind.Object) return 0;
        var kind = Text(bound, "type");
        if (kind == open) return null;
        var rows = bound.TryGetProperty("offset", out var offset) && offset.ValueKind == JsonValueKind.Number && offset.TryGetInt32(out var count) && count >= 0 ? count : 0;
        return kind switch
        {
            "CURRENT_ROW" => 0,
            "PRECEDING" => -rows,
            "FOLLOWING" => rows,
            _ => throw Bad($"A frame has no bound {kind ?? "(none)"} there."),
        };
    }
}
