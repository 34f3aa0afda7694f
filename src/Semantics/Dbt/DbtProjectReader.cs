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

    /// <summary>Reads a dbt project without a configuration of its own, as <see cref="Read(ProjectFiles, SemanticOptions)"/> does.</summary>
    /// <param name="manifest">dbt's <c>manifest.json</c>.</param>
    /// <param name="catalog">dbt's <c>catalog.json</c>, which brings the types of columns, or null.</param>
    /// <param name="options">How it is read.</param>
    public static SemanticLayer Read(ReadOnlyMemory<byte> manifest, ReadOnlyMemory<byte>? catalog, SemanticOptions options)
        => Read(new ProjectFiles { Manifest = manifest, Catalog = catalog }, options);

    /// <summary>
    /// Reads <c>manifest.json</c> of the versions 7 to 12 and 20, Lightdash's models without dbt, or both; or refuses: not JSON, truncated, another version, another adapter, a configuration that
    /// is not YAML. A model that cannot be read is left out and named in the layer's diagnostics.
    /// </summary>
    /// <param name="files">What is read.</param>
    /// <param name="options">How it is read.</param>
    public static SemanticLayer Read(ProjectFiles files, SemanticOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        var findings = new FindingList();
        var hash = new LayerHash();
        var configuration = ProjectConfiguration.Empty;
        if (files.Configuration is { } yaml)
        {
            (configuration, var root) = new ConfigurationReading(findings).Read(yaml);
            if (root.ValueKind == JsonValueKind.Object) hash.AddWhole(ConfigurationReading.File, root);
        }

        // Beside the walk through the manifest, which begins with what does not need it.
        var catalog = Task.Run(() => CatalogTypes.Read(files.Catalog));
        var models = new List<DbtModel>();
        var flow = new FlowReading(findings);
        var adapter = files.Manifest is { } manifest ? ManifestReading.Read(manifest, catalog, configuration, flow, hash, models, findings) : null;
        var types = catalog.GetAwaiter().GetResult();
        // Where dbt compiled some models only those count; what stands beside dbt always does.
        var isCompiled = models.Exists(model => model.IsCompiled);
        foreach (var file in files.Models)
        {
            if (new YamlModelReading(findings).Read(file) is not var (id, node)) continue;
            hash.Add(id, node, types);
            if (new ModelReading(types, configuration, findings).Read(id, node) is { } model) models.Add(model with { IsCompiled = isCompiled });
        }

        adapter ??= WarehouseType(files, configuration);
        if (models.Count == 0) findings.Add("no-models", "", "There is no dbt model in what was read, so there is nothing to ask.", DiagnosticSeverity.Warning, "nodes of target/manifest.json holds them; models that are ephemeral or disabled do not count.");
        if (!Adapters.Contains(adapter)) throw new RefusalException("semantics.unsupported-adapter", $"The project is for the adapter {adapter}, and these are read: {string.Join(", ", Adapters)}.");
        var merged = options with
        {
            CaseSensitive = configuration.CaseSensitive ?? options.CaseSensitive,
            Parameters = configuration.Parameters.Count == 0 ? options.Parameters : new Dictionary<string, Parameter>(configuration.Parameters.Concat(options.Parameters.Where(one => !configuration.Parameters.ContainsKey(one.Key)))),
        };
        var flowing = FlowTranslation.Apply(models, flow, types, new IntervalReading(configuration), SpineOf(models, adapter), findings);
        return LayerBuilder.Build(flowing, adapter, hash.End(adapter, merged), merged, findings);
    }

    private static string WarehouseType(ProjectFiles files, ProjectConfiguration configuration)
    {
        if (files.Models.Count == 0) throw new RefusalException("semantics.nothing-to-read", "There is nothing to read: neither a dbt manifest nor a model under lightdash/models.");
        return configuration.WarehouseType is { Length: > 0 } type
            ? type
            : throw new RefusalException("semantics.no-warehouse-type", $"A project without dbt says in {ConfigurationReading.File} what its warehouse is. Add warehouse: with type: duckdb, or another of {string.Join(", ", Adapters)}.");
    }

    /// <summary>dbt's time spine of days: the model that says so, else the one with the name that MetricFlow looked for before.</summary>
    private static (SqlTemplate Relation, string Column)? SpineOf(IReadOnlyList<DbtModel> models, string adapter)
    {
        var spine = models.FirstOrDefault(model => model.SpineColumn is not null) ?? models.FirstOrDefault(model => model.Name == "metricflow_time_spine");
        return spine is null ? null : (SqlTemplate.Parse(LayerBuilder.RelationOf(spine, adapter)), spine.SpineColumn ?? "date_day");
    }
}
