using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt.MetricFlow;

namespace Vitrine.Semantics.Dbt;

/// <summary>
/// Walks through a manifest once. Semantic models and metrics are read on the way; models, which make up most of what is read, side by side, each with findings of its own, so that the outcome is the
/// same in whatever order they are done.
/// </summary>
internal sealed class ManifestReading
{
    /// <summary>So many nodes make a piece of work.</summary>
    private const int BatchSize = 32;

    /// <summary>Nodes of these kinds are most of a manifest and never models: they are not even parsed.</summary>
    private static readonly string[] NoModels = ["test.", "unit_test.", "seed.", "snapshot.", "analysis.", "operation.", "sql_operation."];

    private readonly ReadOnlyMemory<byte> manifest;
    private readonly Task<CatalogTypes> catalog;
    private readonly ProjectConfiguration configuration;
    private readonly FlowReading flow;
    private readonly LayerHash hash;
    private readonly List<Task<NodeResult[]>> batches = [];
    private List<JsonPart> waiting = new(BatchSize);
    private string? version;
    private string? adapter;

    private ManifestReading(ReadOnlyMemory<byte> manifest, Task<CatalogTypes> catalog, ProjectConfiguration configuration, FlowReading flow, LayerHash hash)
        => (this.manifest, this.catalog, this.configuration, this.flow, this.hash) = (manifest, catalog, configuration, flow, hash);

    /// <summary>The adapter, once all was read; or a refusal.</summary>
    /// <param name="manifest">The file.</param>
    /// <param name="catalog">Types of columns, which may be being read still.</param>
    /// <param name="configuration">The project's configuration.</param>
    /// <param name="flow">Takes semantic models and metrics.</param>
    /// <param name="hash">Takes what matters.</param>
    /// <param name="models">Takes the models, in the order of the file.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static string Read(
        ReadOnlyMemory<byte> manifest, Task<CatalogTypes> catalog, ProjectConfiguration configuration, FlowReading flow, LayerHash hash, List<DbtModel> models, FindingList findings)
    {
        var reading = new ManifestReading(manifest, catalog, configuration, flow, hash);
        var results = reading.ReadAll();
        foreach (var result in results.SelectMany(batch => batch))
        {
            findings.AddRange(result.Findings);
            if (result.Hash is { } bytes) hash.Add(result.Id, bytes);
            if (result.Model is { } model) models.Add(model);
        }

        return reading.adapter!;
    }

    private NodeResult[][] ReadAll()
    {
        try
        {
            JsonFile.Walk(manifest.Span, Member, "metadata", "nodes", "metrics", "semantic_models");
            ManifestVersion.Check(version);
            if (adapter is null) throw new RefusalException("semantics.unsupported-adapter", "The dbt manifest does not say for which adapter it is: metadata.adapter_type is missing.");
            Send();
            // From the back, where the pieces are that nobody has begun yet: those are done here.
            var results = new NodeResult[batches.Count][];
            for (var at = results.Length - 1; at >= 0; at--) results[at] = batches[at].GetAwaiter().GetResult();
            return results;
        }
        catch (JsonException problem)
        {
            throw new RefusalException("semantics.not-json", $"The dbt manifest is not an object of valid JSON, is cut off, or nests more than {JsonFile.MaximumDepth} deep{JsonFile.Place(problem)}. Give target/manifest.json as dbt wrote it.");
        }
    }

    private static NodeResult Node(string id, JsonDocument document, CatalogTypes catalog, ProjectConfiguration configuration)
    {
        var findings = new FindingList();
        var node = document.RootElement;
        if (node.ValueKind != JsonValueKind.Object)
        {
            findings.Add("bad-model", id, $"The dbt node {id} is left out: it is not a map.");
            return new NodeResult(id, null, null, findings);
        }

        return ModelReading.IsModel(node)
            ? new NodeResult(id, new ModelReading(catalog, configuration, findings).Read(id, node), LayerHash.Of(id, node, catalog), findings)
            : new NodeResult(id, null, null, findings);
    }

    private void Send()
    {
        if (waiting.Count == 0) return;
        var nodes = waiting;
        waiting = new List<JsonPart>(BatchSize);
        batches.Add(Task.Run(() =>
        {
            var types = catalog.GetAwaiter().GetResult();
            return nodes.Select(member =>
            {
                using var document = JsonFile.Part(manifest, member.Place);
                return Node(member.Name, document, types, configuration);
            }).ToArray();
        }));
    }

    private void Member(string group, string id, Range place)
    {
        if (group == "nodes")
        {
            if (Array.Exists(NoModels, kind => id.StartsWith(kind, StringComparison.Ordinal))) return;
            waiting.Add(new JsonPart(id, place));
            if (waiting.Count == BatchSize) Send();
            return;
        }

        using var document = JsonFile.Part(manifest, place);
        var value = document.RootElement;
        switch (group)
        {
            case "metadata" when id == "dbt_schema_version": ManifestVersion.Check(version = Text(value)); break;
            case "metadata" when id == "adapter_type": adapter = Text(value); break;
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

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record NodeResult(string Id, DbtModel? Model, byte[]? Hash, FindingList Findings);
}
