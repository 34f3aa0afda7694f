using System.Text.RegularExpressions;

namespace Vitrine.Architecture;

/// <summary>Law 5: a provider's folder never names its sibling.</summary>
public sealed partial class ProviderFolderTests
{
    private static readonly Dictionary<string, string[]> Families = new()
    {
        ["Sandboxes"] = ["Local", "E2b", "Host"],
        ["Warehouses"] = ["DuckDb", "Postgres", "Redshift", "ClickHouse", "Snowflake", "BigQuery", "Databricks", "Trino", "Athena"],
    };

    [Fact]
    public void Providers_do_not_know_each_other()
    {
        var found = new List<string>();
        foreach (var (module, siblings) in Families)
        {
            foreach (var provider in siblings)
            {
                var folder = Path.Combine(TestData.Root, "src", module, provider);
                if (!Directory.Exists(folder)) continue;
                foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
                {
                    found.AddRange(Violations(File.ReadAllText(file), module, provider, siblings).Select(sibling => $"{module}/{provider}/{Path.GetFileName(file)} names {sibling}"));
                }
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public void A_sibling_that_is_named_is_found()
    {
        Assert.Equal(["Postgres"], Violations("using Vitrine.Warehouses.Postgres;", "Warehouses", "DuckDb", Families["Warehouses"]));
        Assert.Equal(["E2b"], Violations("var provider = new E2bSandboxProvider();", "Sandboxes", "Local", Families["Sandboxes"]));
        Assert.Empty(Violations("// a host is a machine\nvar host = localHost;", "Sandboxes", "Local", Families["Sandboxes"]));
    }

    private static IEnumerable<string> Violations(string source, string module, string provider, IEnumerable<string> siblings)
    {
        var code = Comment().Replace(source, "");
        return siblings.Where(sibling => sibling != provider
            && Regex.IsMatch(code, $@"\bVitrine\.{module}\.{sibling}\b|\b{sibling}(Sandbox|Warehouse|Session|Catalog|Options)\w*"));
    }

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();
}
