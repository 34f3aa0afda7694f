using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Vitrine.Web.Demo;

namespace Vitrine.Unit.Demo;

/// <summary>
/// Makes <c>manifest.json</c> (v12) and <c>catalog.json</c> of a small dbt project of ours, so that neither dbt nor Python is needed to build the
/// product. It knows what these projects use: sources, refs, descriptions and meta. Types of columns come from DuckDB, which runs the models.
/// </summary>
internal sealed partial class DbtProjectWriter(string folder, string rawSql, DateOnly lastDay)
{
    private const string When = "2026-01-01T00:00:00.000000Z";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, JsonObject> models = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonObject> sources = new(StringComparer.Ordinal);

    private string Package { get; } = YamlFile.Read(Path.Combine(folder, "dbt_project.yml"))["name"]!.GetValue<string>();

    /// <summary>Both files as texts.</summary>
    public (string Manifest, string Catalog) Write()
    {
        var described = Directory.EnumerateFiles(Path.Combine(folder, "models"), "*.yml").Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetFileName(file), Content: YamlFile.Read(file))).ToList();
        foreach (var (name, content) in described)
            foreach (var source in content["sources"]?.AsArray() ?? []) AddSource(source!.AsObject(), name);
        foreach (var (name, content) in described)
            foreach (var model in content["models"]?.AsArray() ?? []) AddModel(model!.AsObject(), name);

        var manifest = ToText(Manifest());
        return (manifest, ToText(Catalog(Encoding.UTF8.GetBytes(manifest))));
    }

    private JsonObject Manifest()
    {
        var parents = new JsonObject();
        var children = new JsonObject();
        foreach (var id in sources.Keys.Concat(models.Keys)) (parents[id], children[id]) = (new JsonArray(), new JsonArray());
        foreach (var (id, model) in models)
        {
            foreach (var parent in model["depends_on"]!["nodes"]!.AsArray())
            {
                parents[id]!.AsArray().Add(parent!.GetValue<string>());
                children[parent.GetValue<string>()]!.AsArray().Add(id);
            }
        }

        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["dbt_schema_version"] = "https://schemas.getdbt.com/dbt/manifest/v12.json",
                ["dbt_version"] = "1.10.13",
                ["generated_at"] = When,
                ["invocation_id"] = Guid.Empty.ToString(),
                ["invocation_started_at"] = When,
                ["env"] = new JsonObject(),
                ["project_name"] = Package,
                ["project_id"] = null,
                ["user_id"] = null,
                ["send_anonymous_usage_stats"] = false,
                ["adapter_type"] = "duckdb",
                ["quoting"] = new JsonObject { ["database"] = false, ["schema"] = true, ["identifier"] = true, ["column"] = null },
            },
            ["nodes"] = ToObject(models),
            ["sources"] = ToObject(sources),
            ["macros"] = new JsonObject(),
            ["docs"] = new JsonObject(),
            ["exposures"] = new JsonObject(),
            ["metrics"] = new JsonObject(),
            ["groups"] = new JsonObject(),
            ["selectors"] = new JsonObject(),
            ["disabled"] = new JsonObject(),
            ["parent_map"] = parents,
            ["child_map"] = children,
            ["group_map"] = new JsonObject(),
            ["saved_queries"] = new JsonObject(),
            ["semantic_models"] = new JsonObject(),
            ["unit_tests"] = new JsonObject(),
        };
    }

    private void AddSource(JsonObject source, string file)
    {
        var name = Text(source, "name");
        foreach (var table in source["tables"]!.AsArray())
        {
            var identifier = Text(table!, "name");
            var id = $"source.{Package}.{name}.{identifier}";
            sources[id] = new JsonObject
            {
                ["database"] = Text(source, "database"),
                ["schema"] = Text(source, "schema"),
                ["name"] = identifier,
                ["resource_type"] = "source",
                ["package_name"] = Package,
                ["path"] = $"models/{file}",
                ["original_file_path"] = $"models/{file}",
                ["unique_id"] = id,
                ["fqn"] = new JsonArray(Package, name, identifier),
                ["source_name"] = name,
                ["source_description"] = Text(source, "description"),
                ["loader"] = "",
                ["identifier"] = identifier,
                ["quoting"] = new JsonObject { ["database"] = null, ["schema"] = null, ["identifier"] = null, ["column"] = null },
                ["loaded_at_field"] = null,
                ["loaded_at_query"] = null,
                ["freshness"] = null,
                ["external"] = null,
                ["description"] = Text(table!, "description"),
                ["columns"] = new JsonObject(),
                ["meta"] = new JsonObject(),
                ["source_meta"] = new JsonObject(),
                ["tags"] = new JsonArray(),
                ["config"] = new JsonObject { ["enabled"] = true, ["event_time"] = null, ["freshness"] = null, ["loaded_at_field"] = null, ["loaded_at_query"] = null, ["meta"] = new JsonObject(), ["tags"] = new JsonArray() },
                ["patch_path"] = null,
                ["unrendered_config"] = new JsonObject(),
                ["relation_name"] = $"\"{Text(source, "database")}\".\"{Text(source, "schema")}\".\"{identifier}\"",
                ["created_at"] = 0.0,
                ["unrendered_database"] = null,
                ["unrendered_schema"] = null,
                ["doc_blocks"] = new JsonArray(),
            };
        }
    }

    private void AddModel(JsonObject model, string file)
    {
        var name = Text(model, "name");
        var code = File.ReadAllText(Path.Combine(folder, "models", $"{name}.sql")).Trim();
        var refs = Refs().Matches(code).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        var read = Sources().Matches(code).Select(match => (Source: match.Groups[1].Value, Table: match.Groups[2].Value)).Distinct().Order().ToList();
        var compiled = Refs().Replace(code, "\"main\".\"$1\"");
        compiled = Sources().Replace(compiled, match => Text(sources[$"source.{Package}.{match.Groups[1].Value}.{match.Groups[2].Value}"], "relation_name"));
        var meta = model["config"]?["meta"]?.AsObject() ?? [];
        var id = $"model.{Package}.{name}";
        JsonObject Contract() => new() { ["enforced"] = false, ["alias_types"] = true };
        JsonObject Docs() => new() { ["show"] = true, ["node_color"] = null };
        var contract = Contract();
        contract["checksum"] = null;
        models[id] = new JsonObject
        {
            ["database"] = Package,
            ["schema"] = "main",
            ["name"] = name,
            ["resource_type"] = "model",
            ["package_name"] = Package,
            ["path"] = $"{name}.sql",
            ["original_file_path"] = $"models/{name}.sql",
            ["unique_id"] = id,
            ["fqn"] = new JsonArray(Package, name),
            ["alias"] = name,
            ["checksum"] = new JsonObject { ["name"] = "sha256", ["checksum"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code))) },
            ["config"] = new JsonObject
            {
                ["enabled"] = true,
                ["alias"] = null,
                ["schema"] = null,
                ["database"] = null,
                ["tags"] = new JsonArray(),
                ["meta"] = meta.DeepClone(),
                ["group"] = null,
                ["materialized"] = "table",
                ["incremental_strategy"] = null,
                ["batch_size"] = null,
                ["lookback"] = 1,
                ["begin"] = null,
                ["persist_docs"] = new JsonObject(),
                ["post-hook"] = new JsonArray(),
                ["pre-hook"] = new JsonArray(),
                ["quoting"] = new JsonObject(),
                ["column_types"] = new JsonObject(),
                ["full_refresh"] = null,
                ["unique_key"] = null,
                ["on_schema_change"] = "ignore",
                ["on_configuration_change"] = "apply",
                ["grants"] = new JsonObject(),
                ["packages"] = new JsonArray(),
                ["docs"] = Docs(),
                ["contract"] = Contract(),
                ["event_time"] = null,
                ["concurrent_batches"] = null,
                ["access"] = "protected",
                ["freshness"] = null,
            },
            ["tags"] = new JsonArray(),
            ["description"] = Text(model, "description"),
            ["columns"] = Columns(model["columns"]!.AsArray()),
            ["meta"] = meta.DeepClone(),
            ["group"] = null,
            ["docs"] = Docs(),
            ["patch_path"] = $"{Package}://models/{file}",
            ["build_path"] = null,
            ["unrendered_config"] = new JsonObject { ["materialized"] = "table" },
            ["created_at"] = 0.0,
            ["relation_name"] = $"\"main\".\"{name}\"",
            ["raw_code"] = code,
            ["doc_blocks"] = new JsonArray(),
            ["language"] = "sql",
            ["refs"] = new JsonArray([.. refs.Select(other => new JsonObject { ["name"] = other, ["package"] = null, ["version"] = null })]),
            ["sources"] = new JsonArray([.. read.Select(source => new JsonArray(source.Source, source.Table))]),
            ["metrics"] = new JsonArray(),
            ["depends_on"] = new JsonObject
            {
                ["macros"] = new JsonArray(),
                ["nodes"] = new JsonArray([.. read.Select(source => JsonValue.Create($"source.{Package}.{source.Source}.{source.Table}")), .. refs.Select(other => JsonValue.Create($"model.{Package}.{other}"))]),
            },
            ["compiled_path"] = $"target/compiled/{Package}/models/{name}.sql",
            ["compiled"] = true,
            ["compiled_code"] = compiled,
            ["extra_ctes_injected"] = true,
            ["extra_ctes"] = new JsonArray(),
            ["contract"] = contract,
            ["access"] = "protected",
            ["constraints"] = new JsonArray(),
            ["version"] = null,
            ["latest_version"] = null,
            ["deprecation_date"] = null,
            ["primary_key"] = new JsonArray(),
            ["time_spine"] = null,
        };
    }

    private static JsonObject Columns(JsonArray columns)
    {
        var result = new JsonObject();
        foreach (var column in columns)
        {
            var meta = column!["config"]?["meta"]?.AsObject() ?? [];
            result[Text(column, "name")] = new JsonObject
            {
                ["name"] = Text(column, "name"),
                ["description"] = Text(column, "description"),
                ["meta"] = meta.DeepClone(),
                ["data_type"] = null,
                ["constraints"] = new JsonArray(),
                ["quote"] = null,
                ["config"] = new JsonObject { ["meta"] = meta.DeepClone(), ["tags"] = new JsonArray() },
                ["tags"] = new JsonArray(),
                ["granularity"] = null,
                ["doc_blocks"] = new JsonArray(),
            };
        }

        return result;
    }

    private JsonObject Catalog(byte[] manifest)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Run(connection, $"attach ':memory:' as raw; set variable last_day = date '{lastDay:yyyy-MM-dd}'");
        Run(connection, rawSql);
        foreach (var (relation, sql) in DemoWarehouse.Models(manifest)) Run(connection, $"create table {relation} as {sql}");
        var nodes = new JsonObject();
        foreach (var (id, model) in models)
        {
            var columns = new JsonObject();
            using var command = connection.CreateCommand();
            command.CommandText = $"describe {Text(model, "relation_name")}";
            using var reader = command.ExecuteReader();
            for (var index = 1; reader.Read(); index++)
                columns[reader.GetString(0)] = new JsonObject { ["type"] = reader.GetString(1), ["index"] = index, ["name"] = reader.GetString(0), ["comment"] = null };
            nodes[id] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["type"] = "BASE TABLE", ["schema"] = "main", ["name"] = Text(model, "name"), ["database"] = Package, ["comment"] = null, ["owner"] = null },
                ["columns"] = columns,
                ["stats"] = new JsonObject { ["has_stats"] = new JsonObject { ["id"] = "has_stats", ["label"] = "Has Stats?", ["value"] = false, ["include"] = false, ["description"] = "Indicates whether there are statistics for this table" } },
                ["unique_id"] = id,
            };
        }

        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["dbt_schema_version"] = "https://schemas.getdbt.com/dbt/catalog/v1.json", ["dbt_version"] = "1.10.13", ["generated_at"] = When, ["invocation_id"] = Guid.Empty.ToString(), ["env"] = new JsonObject() },
            ["nodes"] = nodes,
            ["sources"] = new JsonObject(),
            ["errors"] = null,
        };
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Text(JsonNode node, string key) => node[key]?.GetValue<string>() ?? throw new InvalidOperationException($"{key} is missing in {node.ToJsonString()}");

    private static JsonObject ToObject(SortedDictionary<string, JsonObject> entries) => new(entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value)));

    private static string ToText(JsonObject document) => document.ToJsonString(Indented) + "\n";

    [GeneratedRegex(@"\{\{ ref\('(\w+)'\) \}\}")]
    private static partial Regex Refs();

    [GeneratedRegex(@"\{\{ source\('(\w+)', '(\w+)'\) \}\}")]
    private static partial Regex Sources();
}
