using System.Text.Json;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using static Vitrine.Semantics.Lightdash.LightdashJson;

namespace Vitrine.Semantics.Lightdash;

/// <summary>Reads the fields that a query makes up as Lightdash writes them: <c>customDimensions</c> and <c>additionalMetrics</c> (section 4.1 of its query API).</summary>
internal static class LightdashMadeUpReader
{
    public static bool IsSql(JsonElement dimension) => dimension.ValueKind == JsonValueKind.Object && Text(dimension, "type") == "sql";

    public static AdditionalDimension ReadDimension(JsonElement dimension)
    {
        var name = Text(dimension, "id") ?? throw Bad("Every entry of customDimensions has an id.");
        return new AdditionalDimension
        {
            Reference = new FieldReference(Text(dimension, "table") ?? throw Bad($"The custom dimension {name} names its table."), name),
            Label = Text(dimension, "name"),
            Sql = Text(dimension, "sql") ?? throw Bad($"The custom dimension {name} has no sql."),
            Type = Text(dimension, "dimensionType") is { } type ? Named<FieldType>(type, "dimensionType") : FieldType.String,
        };
    }

    public static Bin ReadBin(JsonElement bin, Func<string, FieldReference> find)
    {
        if (bin.ValueKind != JsonValueKind.Object) throw Bad("Every entry of customDimensions is an object.");
        var name = Text(bin, "id") ?? throw Bad("Every entry of customDimensions has an id.");
        if (Text(bin, "type") is not (null or "bin")) throw Bad($"The custom dimension {name} is of the type bin or sql.");
        var made = new Bin { Name = name, Label = Text(bin, "name"), Dimension = find(Id(bin, "customDimensions", "dimensionId")) };
        return Text(bin, "binType") switch
        {
            "fixed_number" => made with { Count = Whole(bin, "binNumber") },
            "fixed_width" => made with { Width = Number(bin, "binWidth") ?? throw Bad($"The bin {name} has no binWidth.") },
            "custom_range" => made with { Ranges = [.. List(bin, "customRange").Select(range => new BinRange(Number(range, "from"), Number(range, "to"), null))] },
            "custom_group" => made with { Groups = [.. List(bin, "customGroups").Select(Group)] },
            var other => throw Bad($"There are no bins of the type {other ?? "(none)"}. There are fixed_number, fixed_width, custom_range and custom_group."),
        };
    }

    private static BinGroup Group(JsonElement group)
    {
        if (group.ValueKind != JsonValueKind.Object) throw Bad("Every entry of customGroups is an object.");
        return new BinGroup(
            Text(group, "name") ?? throw Bad("Every entry of customGroups has a name."),
            [.. List(group, "values").Select(value => Text(value, "value") ?? throw Bad("Every value of a group has a value."))])
        {
            Matches = [.. List(group, "values").Select(value => Named<BinMatch>(Text(value, "matchType") ?? "exact", "matchType"))],
        };
    }

    public static AdditionalMetric ReadMetric(JsonElement metric, Func<string, FieldReference> find)
    {
        if (metric.ValueKind != JsonValueKind.Object) throw Bad("Every entry of additionalMetrics is an object.");
        var (table, name) = (Text(metric, "table") ?? throw Bad("Every entry of additionalMetrics names its table."), Text(metric, "name") ?? throw Bad("Every entry of additionalMetrics has a name."));
        return new AdditionalMetric
        {
            Reference = new FieldReference(table, name),
            Kind = Kind(Text(metric, "type")),
            Dimension = Text(metric, "baseDimensionName") is { } of ? new FieldReference(table, of) : null,
            Metric = Text(metric, "baseMetricName") is { } other ? new FieldReference(table, other) : null,
            Sql = Text(metric, "sql"),
            Earlier = Text(metric, "generationType") switch
            {
                null => null,
                "periodOverPeriod" => Earlier(metric, find),
                var kind => throw Bad($"There is no generationType {kind}."),
            },
            Label = Text(metric, "label"),
            Format = Member(metric, "formatOptions", JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } options
                ? LightdashFormatReader.OptionsOf(options)
                : FieldFormat.From(Text(metric, "format"), Digits(metric), Text(metric, "compact"), Text(metric, "separator")),
            Percentile = Number(metric, "percentile") ?? 50,
            DistinctKeys = [.. List(metric, "distinctKeys").Select(key => Id(key, "distinctKeys")).Select(key => FieldReference.TryParse(key, out var reference) ? reference : new FieldReference(table, key))],
            Filters = [.. List(metric, "filters").Select(filter => Filter(filter, table, find))],
        };
    }

    private static EarlierPeriod Earlier(JsonElement metric, Func<string, FieldReference> find) => new(
        find(Id(metric, "additionalMetrics", "baseMetricId")),
        find(Id(metric, "additionalMetrics", "timeDimensionId")),
        Text(metric, "granularity")?.ToUpperInvariant() switch
        {
            "DAY" => FilterUnit.Days,
            "WEEK" => FilterUnit.Weeks,
            "MONTH" => FilterUnit.Months,
            "QUARTER" => FilterUnit.Quarters,
            "YEAR" => FilterUnit.Years,
            var other => throw Bad($"A period over period has no granularity {other ?? "(none)"}. There are: DAY, WEEK, MONTH, QUARTER, YEAR."),
        },
        metric.TryGetProperty("periodOffset", out _) ? Whole(metric, "periodOffset") : 1);

    /// <summary>Filters of metrics name their field by <c>fieldRef</c>, and only some have ids.</summary>
    private static FilterRule Filter(JsonElement filter, string table, Func<string, FieldReference> find)
    {
        var target = Member(filter, "target", JsonValueKind.Object);
        if (target.ValueKind != JsonValueKind.Object) throw Bad("A filter of a metric has a target.");
        var field = Text(target, "fieldRef") is { } written
            ? FieldReference.TryParse(written, out var reference) ? reference : new FieldReference(table, written)
            : find(Id(target, "filters", "fieldId"));
        return LightdashQueryReader.Rule(filter, field);
    }

    private static MetricType Kind(string? type)
    {
        try
        {
            return MetricTypes.Parse(type ?? throw Bad("Every entry of additionalMetrics has a type."));
        }
        catch (MetaProblemException problem)
        {
            throw Bad($"{char.ToUpperInvariant(problem.Message[0])}{problem.Message[1..]}.");
        }
    }

    private static int? Digits(JsonElement metric)
        => Number(metric, "round") is not { } round ? null : round is >= -100 and <= 100 ? (int)round : throw Bad("round is a number of digits, at most 100.");

    private static int Whole(JsonElement holder, string name)
        => Number(holder, name) is { } number && number == decimal.Truncate(number) && number is > 0 and <= int.MaxValue ? (int)number : throw Bad($"{name} is a whole number above 0.");
}
