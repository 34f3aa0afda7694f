using System.Text;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Integration.Compilation;

/// <summary>A few hand-made tables with a semantic layer over them, small enough to work the answers out by hand.</summary>
internal sealed class TinyProject : IAsyncDisposable
{
    private static readonly QueryLimits Limits = new(10_000, TimeSpan.FromMinutes(1), 10_000_000);

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-tiny-").FullName;
    private readonly DuckDbWarehouse warehouse;

    /// <summary>Makes the tables and reads the models.</summary>
    /// <param name="sql">Statements that make the tables.</param>
    /// <param name="models">dbt models as JSON: by name <c>{ meta, columns: { name: meta } }</c>.</param>
    /// <param name="more">More members of the manifest as JSON, such as <c>metrics</c>; none when absent.</param>
    public TinyProject(string sql, string models, string? more = null)
        : this(sql, new ProjectFiles { Manifest = Manifest(models, more: more) })
    {
    }

    /// <summary>Makes the tables and reads a project's files.</summary>
    public TinyProject(string sql, ProjectFiles files)
    {
        var file = Path.Combine(folder, "tiny.duckdb");
        using (var connection = new DuckDBConnection($"Data Source={file}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        Layer = DbtProjectReader.Read(files, new SemanticOptions());
        warehouse = new DuckDbWarehouse(new DuckDbOptions { File = file });
    }

    public SemanticLayer Layer { get; }

    public MetricQueryCompiler Compiler => new(Layer, warehouse.Dialect);

    public static CompilationContext Context(params (string Name, string[] Values)[] attributes) => new()
    {
        Identity = new QueryIdentity { PersonId = "somebody", Email = "ada@example.com", Attributes = attributes.ToDictionary(one => one.Name, one => (IReadOnlyList<string>)one.Values) },
        Now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Rows as text, a bar between the cells.</summary>
    public Task<IReadOnlyList<string>> AskAsync(MetricQuery query, CompilationContext? context = null) => AskAsync(Compiler.Compile(query, context ?? Context()));

    public async Task<IReadOnlyList<string>> AskAsync(CompiledQuery query) => (await AskWithWarningsAsync(query)).Rows;

    /// <summary>The rows, and what their reader should know.</summary>
    public async Task<(IReadOnlyList<string> Rows, IReadOnlyList<Diagnostic> Warnings)> AskWithWarningsAsync(CompiledQuery query)
    {
        await using var session = await warehouse.OpenAsync(TestContext.Current.CancellationToken);
        var result = await session.QueryAsync(query.Sql, Limits, TestContext.Current.CancellationToken);
        return ([.. result.Rows.Select(row => string.Join('|', row.Take(query.Columns.Count).Select(Show)))], query.WarningsOf(result.Rows));
    }

    public static MetricQuery Query(string explore, string dimensions, string metrics, params FilterNode[] filters) => new()
    {
        Explore = explore,
        Dimensions = References(dimensions),
        Metrics = References(metrics),
        Filters = filters.Length == 0 ? null : new FilterGroup(FilterConjunction.And, filters),
    };

    public static FilterRule Rule(string field, FilterOperator comparison, params string?[] values) => new() { Field = Reference(field), Operator = comparison, Values = values };

    public static FieldReference Reference(string text) => FieldReference.TryParse(text, out var reference) ? reference : throw new ArgumentException(text);

    public static IReadOnlyList<FieldReference> References(string texts) => [.. texts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Reference)];

    public async ValueTask DisposeAsync()
    {
        await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string Show(object? value) => value switch
    {
        null => "∅",
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>A manifest of models.</summary>
    /// <param name="models">By name.</param>
    /// <param name="relation">Where they all stand; null for tables of their names in the schema <c>main</c>.</param>
    /// <param name="more">More parts of the manifest, as JSON.</param>
    public static byte[] Manifest(string models, string? relation = null, string? more = null)
    {
        var nodes = new JsonObject();
        foreach (var (name, model) in JsonNode.Parse(models)!.AsObject())
        {
            var columns = new JsonObject();
            foreach (var (column, meta) in model!["columns"]!.AsObject())
                columns[column] = new JsonObject { ["name"] = column, ["data_type"] = (string?)meta!["type"], ["meta"] = meta["meta"]?.DeepClone() ?? new JsonObject() };
            nodes[$"model.tiny.{name}"] = new JsonObject
            {
                ["resource_type"] = "model",
                ["name"] = name,
                ["relation_name"] = relation ?? $"\"main\".\"{name}\"",
                ["config"] = new JsonObject { ["meta"] = model["meta"]?.DeepClone() ?? new JsonObject() },
                ["columns"] = columns,
            };
        }

        var root = new JsonObject
        {
            ["metadata"] = new JsonObject { ["dbt_schema_version"] = "https://schemas.getdbt.com/dbt/manifest/v12.json", ["adapter_type"] = "duckdb" },
            ["nodes"] = nodes,
        };
        foreach (var (name, value) in more is null ? [] : JsonNode.Parse(more)!.AsObject()) root[name] = value?.DeepClone();
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
