using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt.MetricFlow;

namespace Vitrine.Semantics.Dbt;

/// <summary>Walks through a manifest once and reads its models, semantic models and metrics on the way.</summary>
internal sealed class ManifestReading
{
    private readonly ModelReading reading;
    private readonly FlowReading flow;
    private readonly LayerHash hash;
    private readonly List<DbtModel> models;
    private readonly FindingList findings;
    private string? version;
    private string? adapter;

    private ManifestReading(ModelReading reading, FlowReading flow, LayerHash hash, List<DbtModel> models, FindingList findings)
        => (this.reading, this.flow, this.hash, this.models, this.findings) = (reading, flow, hash, models, findings);

    /// <summary>The adapter, once all was read; or a refusal.</summary>
    public static string Read(ReadOnlyMemory<byte> manifest, ModelReading reading, FlowReading flow, LayerHash hash, List<DbtModel> models, FindingList findings)
    {
        var one = new ManifestReading(reading, flow, hash, models, findings);
        try
        {
            JsonFile.ReadProperties(manifest.Span, one.Member, "metadata", "nodes", "metrics", "semantic_models");
        }
        catch (JsonException problem)
        {
            throw new RefusalException("semantics.not-json", $"The dbt manifest is not valid JSON, or it is cut off{JsonFile.Place(problem)}. Give target/manifest.json as dbt wrote it.");
        }

        ManifestVersion.Check(one.version);
        return one.adapter ?? throw new RefusalException("semantics.unsupported-adapter", "The dbt manifest does not say for which adapter it is: metadata.adapter_type is missing.");
    }

    private void Member(string path, JsonElement value)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (group, id) = (path[..slash], path[(slash + 1)..]);
        switch (group)
        {
            // Another version is refused before its nodes are looked at: they may have another shape.
            case "metadata" when id == "dbt_schema_version": ManifestVersion.Check(version = Text(value)); break;
            case "metadata" when id == "adapter_type": adapter = Text(value); break;
            case "nodes": Node(id, value); break;
            case "metrics" when value.ValueKind == JsonValueKind.Object:
                hash.AddWhole(id, value);
                flow.AddMetric(id, value);
                break;
            case "semantic_models" when value.ValueKind == JsonValueKind.Object:
                hash.AddWhole(id, value);
                flow.AddModel(id, value);
                break;
            default: break;
        }
    }

    private void Node(string id, JsonElement node)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            findings.Add("bad-model", id, $"The dbt node {id} is left out: it is not a map.");
        }
        else if (ModelReading.IsModel(node))
        {
            hash.Add(id, node);
            if (reading.Read(id, node) is { } model) models.Add(model);
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
