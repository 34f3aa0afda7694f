namespace Vitrine.Architecture;

/// <summary>
/// Law 7: every page, job handler and agent tool declares its access check. (Endpoints are walked in the running host, by
/// the integration tests: only there all of them are mapped.)
/// </summary>
public sealed class AccessDeclarationTests
{
    private static readonly string[] Declarations = ["AccessCheckAttribute", "AllowAnyoneAttribute"];
    private static readonly string[] Families = ["IJobHandler", "IAgentTool"];

    [Fact]
    public void Everything_that_acts_declares_its_check()
        => Assert.Empty(ModuleTable.Assemblies().SelectMany(assembly => assembly.GetTypes()).Where(Acts).Where(type => !Declares(type)).Select(type => type.FullName));

    [Fact]
    public void A_type_that_acts_without_declaring_is_found() => Assert.True(Acts(typeof(SilentTool)) && !Declares(typeof(SilentTool)));

    [Fact]
    public void A_module_that_does_not_see_Access_has_no_endpoints()
    {
        foreach (var module in ModuleTable.ReadProjects().Keys.Where(module => !module.StartsWith("Migrations", StringComparison.Ordinal)))
        {
            var use = AssemblyUse.Of(module);
            if (use.Assemblies.Contains("Vitrine.Access") || module == "Access") continue;
            Assert.DoesNotContain("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions", use.Types);
        }
    }

    private static bool Acts(Type type)
        => type is { IsClass: true, IsAbstract: false }
            && (type.GetInterfaces().Any(face => Families.Contains(face.Name))
                || type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RouteAttribute"));

    private static bool Declares(Type type) => type.CustomAttributes.Any(attribute => Declarations.Contains(attribute.AttributeType.Name));

    private interface IAgentTool;

    private sealed class SilentTool : IAgentTool;
}
