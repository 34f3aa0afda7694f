using System.Text.Json.Nodes;

namespace Vitrine.Unit.Demo;

public sealed class DemoManifestTests
{
    /// <summary>Set by <c>eng/make-demo-manifest.sh</c>: then the files are written, not compared.</summary>
    private static readonly bool Writes = Environment.GetEnvironmentVariable("VITRINE_WRITE_DEMO_MANIFEST") == "1";

    public static TheoryData<string> Folders => ["demo", "tests/data/third"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Manifest_and_catalog_are_what_the_dbt_project_says(string path)
    {
        var folder = Path.Combine(DemoProjects.Root, path);
        var (manifest, catalog) = DemoProjects.Writer(folder).Write();
        if (Writes)
        {
            File.WriteAllText(Path.Combine(folder, "manifest.json"), manifest);
            File.WriteAllText(Path.Combine(folder, "catalog.json"), catalog);
        }

        Assert.True(File.ReadAllText(Path.Combine(folder, "manifest.json")) == manifest, $"{path}/manifest.json is behind its dbt project: run eng/make-demo-manifest.sh");
        Assert.True(File.ReadAllText(Path.Combine(folder, "catalog.json")) == catalog, $"{path}/catalog.json is behind its dbt project: run eng/make-demo-manifest.sh");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Manifest_has_the_structure_that_dbt_writes(string path)
    {
        var real = Read("tests/data/manifests/v12/manifest_1.10.json");
        var ours = Read(Path.Combine(path, "manifest.json"));
        AssertSameShape(real, ours, "manifest");
        AssertSameShape(real["metadata"]!, ours["metadata"]!, "metadata");
        var realModel = Models(real).First(model => model["columns"]!.AsObject().Count > 0);
        foreach (var model in Models(ours))
        {
            var name = model["name"]!.GetValue<string>();
            AssertSameShape(realModel, model, name);
            foreach (var part in (string[])["config", "docs", "contract", "checksum", "depends_on"]) AssertSameShape(realModel[part]!, model[part]!, $"{name}.{part}");
            var realColumn = realModel["columns"]!.AsObject().First().Value!;
            foreach (var (column, value) in model["columns"]!.AsObject()) AssertSameShape(realColumn, value!, $"{name}.columns.{column}");
        }

        var realSource = real["sources"]!.AsObject().First().Value!;
        foreach (var (id, source) in ours["sources"]!.AsObject()) AssertSameShape(realSource, source!, id);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_documented_column_is_there_and_every_column_is_documented(string path)
    {
        var manifest = Read(Path.Combine(path, "manifest.json"));
        var catalog = Read(Path.Combine(path, "catalog.json"));
        foreach (var model in Models(manifest))
        {
            var columns = catalog["nodes"]![model["unique_id"]!.GetValue<string>()]!["columns"]!.AsObject().Select(column => column.Key).Order(StringComparer.Ordinal);
            Assert.Equal(columns, model["columns"]!.AsObject().Select(column => column.Key).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>dbt's published schema of a node is closed: the same keys, and none more. Types agree where neither is null.</summary>
    private static void AssertSameShape(JsonNode real, JsonNode ours, string where)
    {
        Assert.Equal(real.AsObject().Select(entry => entry.Key).Order(StringComparer.Ordinal), ours.AsObject().Select(entry => entry.Key).Order(StringComparer.Ordinal));
        foreach (var (key, value) in ours.AsObject())
        {
            if (value is null || real[key] is not { } other) continue;
            Assert.True(Kind(value) == Kind(other), $"{where}.{key} is {Kind(value)} here and {Kind(other)} in dbt's.");
        }
    }

    private static string Kind(JsonNode node) => node.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False ? "Boolean" : node.GetValueKind().ToString();

    private static IEnumerable<JsonNode> Models(JsonNode manifest)
        => manifest["nodes"]!.AsObject().Select(node => node.Value!).Where(node => node["resource_type"]!.GetValue<string>() == "model");

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(DemoProjects.Root, path)))!;
}
