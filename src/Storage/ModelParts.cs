using System.Reflection;

namespace Vitrine.Storage;

/// <summary>Finds the parts of all modules.</summary>
public static class ModelParts
{
    /// <summary>One of each kind, from the assemblies of this product that lie beside this one.</summary>
    public static IReadOnlyList<IModelPart> FindAll()
    {
        var folder = Path.GetDirectoryName(typeof(ModelParts).Assembly.Location)!;
        return [.. Directory.EnumerateFiles(folder, "Vitrine.*.dll")
            .Where(file => !Path.GetFileName(file).Contains("Migrations", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Assembly.Load(AssemblyName.GetAssemblyName(file)).GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IModelPart).IsAssignableFrom(type) && type.Namespace?.StartsWith("Vitrine.", StringComparison.Ordinal) == true)
            .Where(type => !TestAssemblies.Contains(type.Assembly.GetName().Name))
            .Select(type => (IModelPart)Activator.CreateInstance(type, nonPublic: true)!)];
    }

    private static readonly string?[] TestAssemblies = ["Vitrine.Unit", "Vitrine.Integration", "Vitrine.Browser", "Vitrine.Architecture"];
}
