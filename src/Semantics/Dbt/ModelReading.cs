using System.Text.Json;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads one dbt model of a manifest.</summary>
internal sealed class ModelReading(CatalogTypes catalog, ProjectConfiguration configuration, FindingList findings)
{
    /// <summary>The model, or null when it is broken as a whole; then a finding names it.</summary>
    public DbtModel? Read(string id, JsonElement node)
    {
        var name = Text(node, "name") ?? id[(id.LastIndexOf('.') + 1)..];
        return findings.Try("bad-model", name, $"The dbt model {name}", () => One(id, FieldReading.Name(name), node));
    }

    /// <summary>Whether a node of a manifest is a model that stands in the warehouse.</summary>
    public static bool IsModel(JsonElement node)
        => Text(node, "resource_type") == "model" && Text(Meta.Property(node, "config"), "materialized") != "ephemeral";

    private DbtModel One(string id, string name, JsonElement node)
    {
        var meta = Meta.Of(node);
        CheckKinds(node);
        var label = meta.Text("label") ?? FriendlyName.Of(name);
        var details = meta.Map("group_details");
        var dimensions = new DimensionReading(name, label, details, new IntervalReading(configuration), findings);
        var entry = CatalogEntry.Of(meta, new CatalogEntry(configuration.ListsMetrics, [], null));
        var metrics = new MetricReading(name, label, details, configuration.Categories, entry, meta.Texts("default_show_underlying_values"), findings);
        var extras = new ExploreReading(name, label, configuration.TableGroups, dimensions, findings);
        var access = FieldReading.Access(meta);

        var allDimensions = new List<Dimension>();
        var allMetrics = new List<Metric>();
        foreach (var column in Columns(id, node))
        {
            var own = dimensions.OfColumn(column).ToList();
            allDimensions.AddRange(own);
            allMetrics.AddRange(metrics.OfColumn(column, own));
        }

        allMetrics.AddRange(metrics.OfModel(meta));
        var unique = new UniqueNames(name, findings);
        var keptDimensions = unique.Keep(allDimensions);
        return new DbtModel
        {
            Id = id,
            Name = name,
            Label = label,
            Description = meta.Text("description") ?? (Text(node, "description") is { Length: > 0 } text ? text : null),
            IsCompiled = Meta.Property(node, "compiled").ValueKind == JsonValueKind.True,
            Database = Text(node, "database"),
            Relation = Relation(meta.Text("sql_from") ?? Text(node, "relation_name")) ?? throw new MetaProblemException("it has no relation_name, so nothing stands in the warehouse"),
            PrimaryKey = meta.Texts("primary_key"),
            RowRule = ExploreReading.RowRule(meta),
            Access = access,
            Hidden = meta.Flag("hidden") ?? false,
            CaseSensitive = meta.Flag("case_sensitive"),
            DefaultTime = FieldReading.DefaultTime(meta, name),
            Groups = FieldReading.Groups(meta, configuration.TableGroups),
            Tags = Tags(node),
            Owner = entry.Owner,
            ListsByLabel = meta.Text("order_fields_by") switch
            {
                null or "index" => false,
                "label" => true,
                var other => throw new MetaProblemException($"order_fields_by is index or label, not {other}"),
            },
            AiHints = meta.Texts("ai_hint"),
            Synonyms = meta.Texts("synonyms"),
            Dimensions = keptDimensions,
            Metrics = unique.Keep(allMetrics),
            Sets = meta.Map("sets") is var sets ? sets.Keys().ToDictionary(key => key, key => sets.Map(key).Texts("fields")) : [],
            Joins = extras.Joins(meta),
            Filters = extras.Filters(meta),
            Parameters = ParameterReading.Read(meta, name),
            Explores = extras.Explores(meta),
            SpineColumn = SpineColumn(node),
        };
    }

    /// <summary>A whole query stands for a table in parentheses.</summary>
    private static string? Relation(string? from)
    {
        var words = from?.TrimStart() ?? "";
        var isQuery = (words.StartsWith("select", StringComparison.OrdinalIgnoreCase) && words.Length > 6 && !IsNamePart(words[6])) || (words.StartsWith("with", StringComparison.OrdinalIgnoreCase) && words.Length > 4 && !IsNamePart(words[4]));
        var relation = isQuery ? $"(\n{from}\n)" : from;
        if (relation is not null && SqlTemplate.Parse(relation).AllPieces.FirstOrDefault(piece => piece is FieldPiece or TablePiece) is { } piece)
            throw new MetaProblemException($"its sql_from refers to {(piece is FieldPiece field ? field.Name : "${TABLE}")}, and only parameters and user attributes may stand there");
        return relation;

        static bool IsNamePart(char letter) => letter is '_' or '.' || char.IsLetterOrDigit(letter);
    }

    private IEnumerable<DbtColumn> Columns(string id, JsonElement node)
    {
        var columns = Meta.Property(node, "columns");
        if (columns.ValueKind != JsonValueKind.Object) yield break;
        foreach (var property in columns.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object) throw new MetaProblemException($"the column {property.Name} is not a map");
            var column = property.Value;
            var name = Text(column, "name") ?? property.Name;
            var (warehouseName, type) = catalog.Find(id, name);
            yield return new DbtColumn(name, Text(column, "description"), Meta.Of(column), Tags(column), Text(column, "data_type"), warehouseName, type);
        }
    }

    /// <summary>The day of a time spine of days; null for other models and for spines of other grains.</summary>
    private static string? SpineColumn(JsonElement node)
    {
        var column = Text(Meta.Property(node, "time_spine"), "standard_granularity_column");
        if (column is null) return null;
        var grain = Text(Meta.Property(Meta.Property(node, "columns"), column), "granularity");
        return grain is null or "day" ? column : null;
    }

    private static void CheckKinds(JsonElement node)
    {
        foreach (var key in (ReadOnlySpan<string>)["columns", "meta", "config"])
        {
            if (Meta.Property(node, key).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object)) throw new MetaProblemException($"its {key} are not a map");
        }

        if (Meta.Property(Meta.Property(node, "config"), "meta").ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            throw new MetaProblemException("its config.meta is not a map");
    }

    private static IReadOnlyList<string> Tags(JsonElement owner)
    {
        var configured = new Meta(Meta.Property(owner, "config"), default).Texts("tags");
        return configured.Count > 0 ? configured : new Meta(owner, default).Texts("tags");
    }

    private static string? Text(JsonElement owner, string key)
        => Meta.Property(owner, key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
