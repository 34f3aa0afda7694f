namespace Vitrine.Architecture;

/// <summary>Laws 1 and 3: the table of modules; nothing references a host.</summary>
public sealed class ModuleReferenceTests
{
    [Fact]
    public void Modules_reference_only_what_the_table_allows()
        => Assert.Empty(ModuleTable.Violations(ModuleTable.ReadProjects()));

    [Fact]
    public void Every_project_stands_in_the_table()
        => Assert.Empty(ModuleTable.ReadProjects().Keys.Except([.. ModuleTable.Allowed.Keys, "Web"]));

    [Fact]
    public void A_forbidden_reference_is_found()
    {
        var broken = new Dictionary<string, string[]>
        {
            ["Agents"] = ["Builds", "Warehouses"],
            ["Serving"] = ["Sandboxes"],
            ["Sql"] = ["Web"],
        };
        Assert.Equal(["Agents → Warehouses", "Serving → Sandboxes", "Sql → Web"], ModuleTable.Violations(broken));
    }
}
