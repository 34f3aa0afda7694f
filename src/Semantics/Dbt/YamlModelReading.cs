using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Semantics.Yaml;

namespace Vitrine.Semantics.Dbt;

/// <summary>Turns Lightdash's models without dbt into nodes as dbt writes them, so that one reader reads both.</summary>
internal sealed class YamlModelReading(FindingList findings)
{
    private static readonly string[] Types = ["model", "model/v1", "model/v1beta"];

    /// <summary>The node and its id, or null when the file holds no model; then a finding says why.</summary>
    public (string Id, JsonElement Node)? Read(ProjectFile file)
    {
        try
        {
            var root = YamlJson.Read(file.Content);
            if (root.ValueKind != JsonValueKind.Object) throw new YamlProblemException("is not a map");
            var meta = new Meta(root, default);
            if (meta.Text("type") is var type && !Types.Contains(type)) throw new YamlProblemException(type is null ? "has no type; a model begins with type: model" : $"is of the type {type}, and only models are read here");
            var name = meta.Text("name") ?? throw new YamlProblemException("has no name");
            return ($"model.lightdash.{name}", Node(name, meta, JsonObject.Create(root)!));
        }
        catch (YamlProblemException problem)
        {
            findings.AddAt("bad-file", file.Path, problem.Line, $"{file.Path} is left out: it {problem.Message}.");
        }
        catch (MetaProblemException problem)
        {
            findings.AddAt("bad-file", file.Path, null, $"{file.Path} is left out: {problem.Message}.");
        }

        return null;
    }

    private static JsonElement Node(string name, Meta meta, JsonObject model)
    {
        var columns = new JsonObject();
        foreach (var dimension in meta.Maps("dimensions"))
        {
            var own = dimension.Text("name") ?? throw new MetaProblemException("a dimension has no name");
            if (dimension.Text("sql") is null) throw new MetaProblemException($"the dimension {own} has no sql");
            var column = JsonObject.Create(dimension.ToElement())!;
            var parts = new JsonObject { ["dimension"] = column };
            foreach (var key in (ReadOnlySpan<string>)["metrics", "additional_dimensions"])
            {
                if (column[key] is not { } part) continue;
                column.Remove(key);
                parts[key] = part;
            }

            if (!columns.TryAdd(own, new JsonObject { ["name"] = own, ["meta"] = parts })) throw new MetaProblemException($"it has two dimensions {own}");
        }

        model.Remove("dimensions");
        var from = meta.Text("sql_from") ?? throw new MetaProblemException("it has no sql_from");
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["resource_type"] = "model",
            ["name"] = name,
            ["relation_name"] = from,
            ["description"] = meta.Text("description"),
            ["meta"] = model,
            ["columns"] = columns,
        });
    }
}
