namespace Vitrine.Architecture;

/// <summary>Law 4, on what was compiled and not only on what the project files say.</summary>
public sealed class ModuleSightTests
{
    [Theory]
    [InlineData("Serving", "Agents")]
    [InlineData("Serving", "Sandboxes")]
    [InlineData("Serving", "Builds")]
    [InlineData("Agents", "Warehouses")]
    [InlineData("Agents", "Sql")]
    public void A_module_never_sees(string module, string other)
        => Assert.DoesNotContain($"Vitrine.{other}", AssemblyUse.Of(module).Assemblies);

    [Fact]
    public void A_reference_is_seen_where_there_is_one()
        => Assert.Contains("xunit.v3.assert", AssemblyUse.Read(typeof(ModuleSightTests).Assembly.Location).Assemblies);
}
