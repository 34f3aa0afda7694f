using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Semantics.Yaml;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads <c>lightdash.config.yml</c>.</summary>
internal sealed class ConfigurationReading(FindingList findings)
{
    /// <summary>Where findings are.</summary>
    public const string File = "lightdash.config.yml";

    private static readonly string[] Known = ["version", "spotlight", "parameters", "defaults", "custom_granularities", "table_groups", "warehouse"];
    private static readonly string[] KnownDefaults = ["case_sensitive", "column_totals", "pre_aggregate_execution_fallback", "additional_time_intervals", "granularity_labels"];

    /// <summary>Reads it, or refuses a file that is not YAML: all of the project depends on it.</summary>
    public (ProjectConfiguration Configuration, JsonElement Root) Read(ReadOnlyMemory<byte> yaml)
    {
        JsonElement root;
        try
        {
            root = YamlJson.Read(yaml);
        }
        catch (YamlProblemException problem)
        {
            throw new RefusalException("semantics.bad-configuration", $"{File} {problem.Message}{(problem.Line is { } line ? $" (line {line})" : "")}.");
        }

        if (root.ValueKind == JsonValueKind.Null) return (ProjectConfiguration.Empty, root);
        if (root.ValueKind != JsonValueKind.Object) throw new RefusalException("semantics.bad-configuration", $"{File} is not a map of settings.");
        var meta = new Meta(root, default);
        CheckKeys(meta, Known, "");
        var defaults = Part("defaults", () => Boxed(meta.Map("defaults"))).Value;
        CheckKeys(defaults, KnownDefaults, "defaults.");
        var more = Part("defaults.additional_time_intervals", () => Boxed(defaults.Map("additional_time_intervals"))).Value;
        return (new ProjectConfiguration
        {
            WarehouseType = Part("warehouse", () => meta.Map("warehouse").Text("type") ?? ""),
            CaseSensitive = Part("defaults.case_sensitive", () => new Held<bool?>(defaults.Flag("case_sensitive"))).Value,
            Parameters = Parameters(meta),
            DateIntervals = Part("defaults.additional_time_intervals.date", () => more.Texts("date")) ?? [],
            TimestampIntervals = Part("defaults.additional_time_intervals.timestamp", () => more.Texts("timestamp")) ?? [],
            IntervalLabels = Part("defaults.granularity_labels", () => Labels(defaults.Map("granularity_labels"))) ?? [],
            Granularities = Granularities(meta),
            TableGroups = Part("table_groups", () => Boxed(meta.Map("table_groups"))).Value,
            ListsMetrics = Part("spotlight.default_visibility", () => new Held<bool?>(meta.Map("spotlight").Text("default_visibility") switch
            {
                null => null,
                "show" => true,
                "hide" => false,
                _ => throw new MetaProblemException("default_visibility is show or hide"),
            })).Value ?? true,
            Categories = Part("spotlight.categories", () => Categories(meta.Map("spotlight"))),
        }, root);
    }

    private Dictionary<string, Parameter> Parameters(Meta meta)
    {
        var map = Part("parameters", () => Boxed(meta.Map("parameters"))).Value;
        return map.Keys().Select(name => Part($"parameters.{name}", () => ParameterReading.One(name, map.Map(name)))).OfType<Parameter>().ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
    }

    private Dictionary<string, CustomGranularity> Granularities(Meta meta)
    {
        var map = Part("custom_granularities", () => Boxed(meta.Map("custom_granularities"))).Value;
        return map.Keys().Select(name => Part($"custom_granularities.{name}", () => Granularity(FieldReading.Name(name), map.Map(name)))).OfType<CustomGranularity>()
            .DistinctBy(granularity => granularity.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(granularity => granularity.Name, StringComparer.OrdinalIgnoreCase);
    }

    private static CustomGranularity Granularity(string name, Meta meta)
    {
        if (TimeIntervals.TryParse(name, out _)) throw new MetaProblemException($"{name} is an interval that there is already");
        var sql = SqlTemplate.Parse(meta.Text("sql") ?? throw new MetaProblemException("it has no sql"));
        if (!sql.Fields.Any(piece => piece.IsColumn) || sql.Fields.Any(piece => !piece.IsColumn) || sql.HasBareColumns) throw new MetaProblemException("its sql must name ${COLUMN}, and no other column or field");
        if (sql.HasAggregate) throw new MetaProblemException("its sql calls an aggregate, which an interval cannot");
        var type = meta.Text("type") switch
        {
            null or "date" => FieldType.Date,
            "timestamp" => FieldType.Timestamp,
            "string" => FieldType.String,
            var other => throw new MetaProblemException($"there is no granularity type {other}; use date, timestamp or string"),
        };
        return new CustomGranularity(name, meta.Text("label") ?? FriendlyName.Of(name), type, sql);
    }

    private static Dictionary<TimeInterval, string> Labels(Meta meta) => meta.Keys().DistinctBy(name => name, StringComparer.OrdinalIgnoreCase).ToDictionary(
        name => TimeIntervals.TryParse(name, out var interval) ? interval : throw new MetaProblemException($"there is no interval {name}"), name => meta.Text(name)!);

    private static Dictionary<string, string> Categories(Meta spotlight)
    {
        var map = spotlight.Map("categories");
        return map.Keys().ToDictionary(name => name, name => map.Map(name).Text("label") ?? FriendlyName.Of(name), StringComparer.Ordinal);
    }

    private void CheckKeys(Meta map, string[] known, string path)
    {
        foreach (var key in map.Keys().Where(key => !known.Contains(key)))
            findings.Add("unknown-setting", path + key, $"{File} has {path}{key}, which is not known here and has no effect.", DiagnosticSeverity.Warning, NearestName.Hint(key, known) is { Length: > 0 } hint ? hint : null);
    }

    private T? Part<T>(string subject, Func<T> read)
        where T : class
        => findings.Try("bad-setting", subject, $"{subject} of {File}", read);

    private Held<Meta> Part(string subject, Func<Held<Meta>> read) => findings.Try("bad-setting", subject, $"{subject} of {File}", read) ?? new Held<Meta>(default);

    private Held<bool?> Part(string subject, Func<Held<bool?>> read) => findings.Try("bad-setting", subject, $"{subject} of {File}", read) ?? new Held<bool?>(null);

    private static Held<Meta> Boxed(Meta meta) => new(meta);

    private sealed record Held<T>(T Value);
}
