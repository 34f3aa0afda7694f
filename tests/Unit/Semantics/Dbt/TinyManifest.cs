using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics.Dbt;

/// <summary>A manifest of a few dbt models: by name <c>{ meta, columns: { name: { type, meta } } }</c>.</summary>
internal static class TinyManifest
{
    public static SemanticLayer Read(JsonObject models) => DbtProjectReader.Read(Write(models), null, new SemanticOptions());

    public static byte[] Write(JsonObject models)
    {
        var nodes = new JsonObject();
        foreach (var (name, model) in models)
        {
            var columns = new JsonObject();
            foreach (var (column, said) in model!["columns"]?.AsObject() ?? [])
                columns[column] = new JsonObject { ["name"] = column, ["data_type"] = said!["type"]?.DeepClone(), ["meta"] = said["meta"]?.DeepClone() };
            nodes[$"model.tiny.{name}"] = new JsonObject
            {
                ["resource_type"] = "model",
                ["name"] = name,
                ["relation_name"] = $"\"main\".\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                ["config"] = new JsonObject { ["meta"] = model["meta"]?.DeepClone() },
                ["columns"] = columns,
            };
        }

        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["metadata"] = new JsonObject { ["dbt_schema_version"] = "https://schemas.getdbt.com/dbt/manifest/v12.json", ["adapter_type"] = "duckdb" },
            ["nodes"] = nodes,
        }.ToJsonString());
    }
}
