using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt.MetricFlow;
using Vitrine.Semantics.Exploring;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads a dbt project into a semantic layer.</summary>
public static class DbtProjectReader
{
    private static readonly string[] Adapters = ["bigquery", "databricks", "snowflake", "redshift", "postgres", "duckdb", "trino", "clickhouse", "athena", "spark"];

    /// <summary>
    /// Reads <c>manifest.json</c> of the versions 7 to 12 and 20, or refuses: not JSON, truncated, another version, another adapter. A dbt
    /// model that cannot be read is left out and named in the layer's diagnostics.
    /// </summary>
    /// <param name="manifest">dbt's <c>manifest.json</c>.</param>
    /// <param name="catalog">dbt's <c>catalog.json</c>, which brings the types of columns, or null.</param>
    /// <param name="options">How it is read.</param>
    public static SemanticLayer Read(ReadOnlyMemory<byte> manifest, ReadOnlyMemory<byte>? catalog, SemanticOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var types = CatalogTypes.Read(catalog);
        var findings = new FindingList();
        var reading = new ModelReading(types, findings);
        var hash = new LayerHash();
        var models = new List<DbtModel>();
        var flow = new FlowReading(findings);
        string? version = null, adapter = null;
        try
        {
            JsonFile.ReadProperties(manifest.Span, Member, "metadata", "nodes", "metrics", "semantic_models");
        }
        catch (JsonException problem)
        {
            throw new RefusalException("semantics.not-json", $"The dbt manifest is not valid JSON, or it is cut off{JsonFile.Place(problem)}. Give target/manifest.json as dbt wrote it.");
        }

        ManifestVersion.Check(version);
        if (adapter is null || !Adapters.Contains(adapter))
            throw new RefusalException("semantics.unsupported-adapter", $"The dbt manifest is for the adapter {adapter ?? "(none)"}, and these are read: {string.Join(", ", Adapters)}.");
        var flowing = FlowTranslation.Apply(models, flow, types, SpineOf(models, adapter), findings);
        return LayerBuilder.Build(flowing, adapter, hash.End(adapter, types, options), options, findings);

        void Member(string path, JsonElement value)
        {
            switch (path)
            {
                // Another version is refused before its nodes are looked at: they may have another shape.
                case "metadata/dbt_schema_version": ManifestVersion.Check(version = value.GetString()); break;
                case "metadata/adapter_type": adapter = value.ValueKind == JsonValueKind.String ? value.GetString() : null; break;
                case var _ when path.StartsWith("nodes/", StringComparison.Ordinal): Node(path["nodes/".Length..], value); break;
                case var _ when path.StartsWith("metrics/", StringComparison.Ordinal): Metric(path["metrics/".Length..], value); break;
                case var _ when path.StartsWith("semantic_models/", StringComparison.Ordinal): SemanticModel(path["semantic_models/".Length..], value); break;
                default: break;
            }
        }

        void Node(string id, JsonElement node)
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

        void Metric(string id, JsonElement metric)
        {
            if (metric.ValueKind != JsonValueKind.Object) return;
            hash.AddMetricFlow(id, metric);
            flow.AddMetric(id, metric);
        }

        void SemanticModel(string id, JsonElement model)
        {
            if (model.ValueKind != JsonValueKind.Object) return;
            hash.AddMetricFlow(id, model);
            flow.AddModel(id, model);
        }
    }

    /// <summary>dbt's time spine of days: the model that says so, else the one with the name that MetricFlow looked for before.</summary>
    private static (SqlTemplate Relation, string Column)? SpineOf(IReadOnlyList<DbtModel> models, string adapter)
    {
        var spine = models.FirstOrDefault(model => model.SpineColumn is not null) ?? models.FirstOrDefault(model => model.Name == "metricflow_time_spine");
        return spine is null ? null : (SqlTemplate.Parse(LayerBuilder.RelationOf(spine, adapter)), spine.SpineColumn ?? "date_day");
    }
}
