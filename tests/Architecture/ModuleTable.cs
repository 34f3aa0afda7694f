using System.Reflection;
using System.Xml.Linq;

namespace Vitrine.Architecture;

/// <summary>Who may use whom: the table of the house style, and the projects as they are.</summary>
internal static class ModuleTable
{
    private static readonly string[] Pure = ["Primitives", "Sql", "Semantics"];

    private static readonly Dictionary<string, string[]> Table = Build();

    public static IReadOnlyDictionary<string, string[]> Allowed => Table;

    public static IReadOnlyList<string> PureModules => Pure;

    /// <summary>Every reference that the table does not allow, as <c>From → To</c>.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyDictionary<string, string[]> references)
        => [.. references
            .Where(entry => entry.Key != "Web")
            .SelectMany(entry => entry.Value
                .Where(target => !Table.TryGetValue(entry.Key, out var allowed) || !allowed.Contains(target))
                .Select(target => $"{entry.Key} → {target}"))
            .Order(StringComparer.Ordinal)];

    public static IReadOnlyDictionary<string, string[]> ReadProjects()
        => Directory.EnumerateFiles(Path.Combine(TestData.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file),
                file => XDocument.Load(file).Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
                    .ToArray());

    /// <summary>The modules as they were compiled, Web among them.</summary>
    public static IEnumerable<Assembly> Assemblies() => ReadProjects().Keys.Select(module => Assembly.LoadFrom(FileOf(module)));

    /// <summary>Whether there is anything of the module yet.</summary>
    public static bool IsBuilt(string module) => File.Exists(FileOf(module));

    private static string FileOf(string module) => Path.Combine(AppContext.BaseDirectory, module == "Web" ? "vitrine.dll" : $"Vitrine.{module}.dll");

    private static Dictionary<string, string[]> Build()
    {
        var rows = new Dictionary<string, string[]>
        {
            ["Primitives"] = [],
            ["Outside"] = ["Primitives"],
            ["Sql"] = ["Primitives"],
            ["Semantics"] = ["Primitives", "Sql"],
            ["Warehouses"] = ["Primitives", "Sql"],
            ["Storage"] = ["Primitives"],
            ["Jobs"] = ["Primitives", "Storage"],
            ["Ledger"] = ["Primitives", "Storage"],
            ["Access"] = ["Primitives", "Storage"],
            ["Sandboxes"] = ["Primitives", "Ledger"],
            ["Browsers"] = ["Primitives", "Sandboxes"],
            ["Projects"] = ["Primitives", "Sql", "Semantics", "Warehouses", "Storage", "Jobs", "Access"],
            ["Queries"] = ["Primitives", "Sql", "Semantics", "Warehouses", "Storage", "Access", "Projects"],
            ["Apps"] = ["Primitives", "Storage", "Jobs", "Access"],
            ["Serving"] = ["Primitives", "Storage", "Access", "Apps", "Queries"],
            ["Exports"] = ["Primitives", "Storage", "Jobs", "Access", "Apps", "Queries", "Serving", "Browsers"],
            ["Builds"] = ["Primitives", "Storage", "Jobs", "Access", "Ledger", "Apps", "Semantics", "Projects", "Queries", "Serving", "Sandboxes", "Browsers"],
        };
        rows["Agents"] = [.. rows["Builds"], "Builds"];
        string[] all = [.. rows.Keys, "Outside"];
        rows["Migrations.Sqlite"] = all;
        rows["Migrations.Postgres"] = all;
        foreach (var module in rows.Keys.Except([.. Pure, "Outside"]).ToList()) rows[module] = [.. rows[module], "Outside"];
        return rows;
    }
}
