using Vitrine.Queries.Contracts;

namespace Vitrine.Unit.Queries;

public sealed class QueriesModuleWriterTests
{
    private static readonly string Folder = Path.Combine(ContractFixtures.Folder, "..", "queries-module");

    [Fact]
    public void The_module_of_the_example_is_the_committed_one_byte_for_byte()
    {
        var file = ContractFileParser.Parse(File.ReadAllText(Path.Combine(Folder, "queries.yml"))).File;
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "queries.ts")), QueriesModuleWriter.Write(file, ContractFixtures.Layer));
    }

    [Fact]
    public void Text_of_the_catalog_cannot_leave_its_quotes()
    {
        var file = ContractFileParser.Parse("""
            version: 1
            contracts:
              a: { label: "\"});alert(1)//</script>\u2028", explore: orders, metrics: [orders.revenue] }
            """).File;
        var module = QueriesModuleWriter.Write(file, ContractFixtures.Layer);
        Assert.DoesNotContain("</script>", module, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2028", module, StringComparison.Ordinal);
        Assert.Contains("""{"label":"\u0022});alert(1)//\u003C/script\u003E\u2028",""", module, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_without_contracts_has_a_module_too()
    {
        var module = QueriesModuleWriter.Write(ContractFileParser.Parse("version: 1\ncontracts: {}").File, ContractFixtures.Layer);
        Assert.Contains("export interface Contracts {\n}\n", module, StringComparison.Ordinal);
        Assert.Contains("options: never;", module, StringComparison.Ordinal);
    }
}
