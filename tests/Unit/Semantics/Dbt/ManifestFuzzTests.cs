using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Searching;
using Vitrine.Sql;

namespace Vitrine.Unit.Semantics.Dbt;

/// <summary>
/// Projects that nobody would write, thousands of them, the same ones in every run: whatever stands in a file, it is read, or left out and named, or refused. A fault of ours would end the test.
/// </summary>
public sealed class ManifestFuzzTests
{
    /// <summary>On a slow machine fewer are tried; all that are tried must pass.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private static readonly string[] Codes = ["raw_code", "compiled_code", "raw_sql", "compiled_sql"];

    private static readonly string[] Parts = ["nodes", "metrics", "semantic_models"];

    private static readonly string[] Texts =
    [
        "", " ", "'", "\"", "`", "\\", "\0", ";", "--", "/*", "*/", "${", "${}", "${a", "${TABLE}", "${TABLE}.x", "${TABLE.x}", "${${a}}", "${a.b.c}", "${lightdash.attributes.}", "${ld.parameters.x}", "'${a}'",
        "a; DROP TABLE x", "a) OR (1 = 1", "(((((", "SUM(${revenue})", "${revenue}", "{{ x }}", "{% if %}", "'{{ x }}'", "$1", "?", "E'\\'", "$q$", "select", "order", "NULL", "true", "-1", "1e999", "NaN", "9223372036854775808",
        "💥", "\u202E", "e\u0301", "between 1 and", "inThePast 3", "!", "%", "^", "notInThePast 2 days", "MONTH", "one-to-many", "left", "number", "sum", "percentile", "orders.revenue", "-x", "x*", "*", "Z", "\uFFFF",
    ];

    private static readonly string[] Keys =
    [
        "sql", "type", "metrics", "joins", "sql_on", "dimension", "time_intervals", "filters", "sets", "fields", "explores", "primary_key", "sql_filter", "required_attributes", "additional_dimensions", "distinct_keys", "percentile",
        "meta", "config", "columns", "relation_name", "name", "depends_on", "type_params", "expr", "entities", "measures", "window", "offset_window", "cumulative_type_params", "parameters", "default", "label", "alias", "relationship",
    ];

    [Theory]
    [InlineData("contracts/manifest.json", 700, 1)]
    [InlineData("manifests/v12/manifest_1.12.json", 250, 2)]
    [InlineData("manifests/v11/manifest.json", 120, 3)]
    public void A_manifest_with_anything_in_it_is_read_or_refused(string file, int rounds, int seed)
    {
        var clean = Trimmed(JsonNode.Parse(File.ReadAllBytes(TestData.File(file.Split('/'))))!);
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < rounds && clock.Elapsed < Limit; round++)
        {
            var manifest = clean.DeepClone();
            for (var change = random.Next(1, 6); change > 0; change--) Change(manifest, random);
            Try(Encoding.UTF8.GetBytes(manifest.ToJsonString()), $"{file} round {round} of seed {seed}");
        }
    }

    [Fact]
    public void A_manifest_with_any_bytes_in_it_is_read_or_refused()
    {
        var clean = Encoding.UTF8.GetBytes(Trimmed(JsonNode.Parse(File.ReadAllBytes(TestData.File("contracts", "manifest.json")))!).ToJsonString());
        var random = new Random(4);
        var clock = Stopwatch.StartNew();
        byte[][] pieces = ["\\ud800"u8.ToArray(), "\\udc00"u8.ToArray(), [0xFF], [0xC3], "\\u0000"u8.ToArray(), "null"u8.ToArray(), "[[["u8.ToArray(), "}"u8.ToArray(), "\""u8.ToArray(), "\\\\u"u8.ToArray()];
        for (var round = 0; round < 1_500 && clock.Elapsed < Limit; round++)
        {
            var bytes = clean.ToList();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(bytes.Count);
                if (random.Next(3) == 0) bytes[at] = (byte)random.Next(256);
                else if (random.Next(2) == 0) bytes.InsertRange(at, pieces[random.Next(pieces.Length)]);
                else bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
            }

            Try([.. bytes], $"round {round} of bytes");
        }
    }

    [Fact]
    public void Yaml_with_anything_in_it_is_read_or_refused()
    {
        const string Model = "type: model\nname: visits\nsql_from: main.visits\njoins:\n  - { join: visits, alias: others, sql_on: '${others.a} = ${visits.a}' }\ndimensions:\n  - { name: a, type: timestamp, sql: '${TABLE}.a', time_intervals: [DAY, fy] }\nmetrics:\n  n: { type: count, sql: '*', filters: [{ a: 'inThePast 3 days' }] }\n";
        const string Configuration = "defaults: { case_sensitive: false }\nparameters: { p: { label: P, default: [1, 2] } }\ncustom_granularities:\n  fy: { label: FY, sql: \"DATE_TRUNC('year', ${COLUMN})\" }\nwarehouse: { type: duckdb }\n";
        var random = new Random(5);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 3_000 && clock.Elapsed < Limit; round++)
        {
            var (model, configuration) = (Model, Configuration);
            if (random.Next(2) == 0) model = Spoil(model, random);
            else configuration = Spoil(configuration, random);
            Try(new ProjectFiles { Configuration = Encoding.UTF8.GetBytes(configuration), Models = [new ProjectFile("lightdash/models/visits.yml", Encoding.UTF8.GetBytes(model))] }, $"round {round} of YAML:\n{configuration}\n{model}");
        }
    }

    private static string Spoil(string text, Random random)
    {
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(text.Length);
            string[] pieces = ["&a ", "*a", "!!x ", "[", "]", "{", "}", ": ", "- ", "\n", "  ", "\t", "|\n", ">\n", "#", "'", "\"", "? ", "<<: ", "%", "@", "---\n", "...\n", "~", .. Texts];
            text = random.Next(2) == 0 ? text.Insert(at, pieces[random.Next(pieces.Length)]) : text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
        }

        return text;
    }

    /// <summary>Without what is not read, so that changes meet what is.</summary>
    private static JsonNode Trimmed(JsonNode manifest)
    {
        foreach (var key in manifest.AsObject().Select(entry => entry.Key).Where(key => key is not ("metadata" or "nodes" or "metrics" or "semantic_models")).ToList()) manifest.AsObject().Remove(key);
        var nodes = manifest["nodes"]!.AsObject();
        foreach (var key in nodes.Where(node => (string?)node.Value!["resource_type"] != "model").Select(node => node.Key).ToList()) nodes.Remove(key);
        foreach (var node in nodes)
        {
            foreach (var code in Codes) node.Value!.AsObject().Remove(code);
        }

        return manifest;
    }

    private static void Change(JsonNode manifest, Random random)
    {
        var parts = Parts.Select(key => manifest[key]).OfType<JsonObject>().Where(part => part.Count > 0).ToList();
        if (parts.Count == 0) return;
        JsonNode at = parts[random.Next(parts.Count)];
        for (var depth = random.Next(1, 9); depth > 0; depth--)
        {
            var next = at switch
            {
                JsonObject { Count: > 0 } map => map.ElementAt(random.Next(map.Count)).Value,
                JsonArray { Count: > 0 } list => list[random.Next(list.Count)],
                _ => null,
            };
            if (next is null or JsonValue) break;
            at = next;
        }

        if (at is JsonObject target)
        {
            var key = target.Count > 0 && random.Next(3) > 0 ? target.ElementAt(random.Next(target.Count)).Key : Keys[random.Next(Keys.Length)];
            if (random.Next(6) == 0) target.Remove(key);
            else target[key] = Value(random, 0);
        }
        else if (at is JsonArray list)
        {
            list.Add(Value(random, 0));
        }
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 3 ? 6 : 9) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(-2, 200)),
        2 => JsonValue.Create(random.Next(2) == 0),
        3 or 4 or 5 => JsonValue.Create(Texts[random.Next(Texts.Length)]),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(_ => Keys[random.Next(Keys.Length)]).Distinct().Select(key => KeyValuePair.Create(key, Value(random, depth + 1)))),
    };

    private static void Try(byte[] manifest, string which) => Try(new ProjectFiles { Manifest = manifest }, which);

    private static void Try(ProjectFiles files, string which)
    {
        try
        {
            var layer = DbtProjectReader.Read(files, new SemanticOptions());
            _ = layer.Diagnostics.Count;
            _ = FieldIndex.Of(layer).Find("revenue orders").Count;
            var compiler = new MetricQueryCompiler(layer, SqlDialect.For("duckdb"));
            foreach (var name in layer.ExploreNames)
            {
                if (!layer.TryGetExplore(name, out var explore)) continue;
                foreach (var metric in explore.Metrics.Take(12)) Ask(compiler, new MetricQuery { Explore = name, Dimensions = [.. explore.Dimensions.Take(2).Select(field => field.Reference)], Metrics = [metric.Reference] });
                foreach (var dimension in explore.Dimensions.Take(12)) Ask(compiler, new MetricQuery { Explore = name, Dimensions = [dimension.Reference] });
            }
        }
        catch (RefusalException)
        {
            // The right answer to much of this.
        }
        catch (Exception fault)
        {
            Assert.Fail($"{which}: {fault}");
        }
    }

    private static void Ask(MetricQueryCompiler compiler, MetricQuery query)
    {
        try
        {
            _ = compiler.Compile(query, new CompilationContext
            {
                Identity = new QueryIdentity { PersonId = "somebody", Attributes = new Dictionary<string, IReadOnlyList<string>>() },
                Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            });
        }
        catch (RefusalException)
        {
            // So many of these fields are behind rules, or cannot be counted.
        }
    }
}
