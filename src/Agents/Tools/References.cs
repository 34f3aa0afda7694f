using System.Text.RegularExpressions;
using Vitrine.Agents.Prompts;
using Vitrine.Primitives;

namespace Vitrine.Agents.Tools;

/// <summary>
/// What there is to read about the kit and contracts, a page at a time. Pages come from the same documents that people read, declarations from the template that apps are built on, so none of it can be older than
/// what is built.
/// </summary>
internal sealed partial class References(string? toolchain)
{
    private const int LongestDeclaration = 6_000;

    private static readonly (string Name, Func<string> Read)[] Known =
    [
        ("contracts", () => PromptLibrary.Read("contracts.md")),
        ("formulas", () => Section("semantic-layer.md", "Formulas")),
        ("kit", () => string.Join("\n\n", new[] { "Data (`@vitrine/kit`)", "Layout", "Cards, tables, controls", "Text" }.Select(heading => Section("kit.md", heading)))),
        ("charts", () => Section("kit.md", "Charts (`@vitrine/kit/charts`)")),
        ("layouts", () => PromptLibrary.Read("layouts.md")),
        ("themes", () => PromptLibrary.Read("themes.md")),
        ("formats", () => PromptLibrary.Read("formats.md")),
    ];

    /// <summary>The pages alone, without the kit's declarations.</summary>
    public static References WithoutTypes { get; } = new((string?)null);

    /// <summary>The names of the pages, in their order.</summary>
    public static IReadOnlyList<string> Pages { get; } = [.. Known.Select(page => page.Name)];

    /// <summary>A page, or a refusal that names all of them.</summary>
    public static string Page(string name)
    {
        var page = Array.Find(Known, page => page.Name == name);
        return page.Read is { } read ? read() : throw new RefusalException("tools.unknown-page", $"There is no page {Short(name)}. {NearestName.Hint(name, Pages) ?? $"There is {string.Join(", ", Pages)}."}", RefusalKind.NotFound);
    }

    /// <summary>How a component, hook or type of the kit is declared; refuses with the nearest names when there is none.</summary>
    public string Declaration(string name)
    {
        var files = toolchain is not null && Directory.Exists(Path.Combine(toolchain, "types", "kit")) ? Directory.EnumerateFiles(Path.Combine(toolchain, "types", "kit"), "*.d.ts", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [];
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => Path.GetFileName(file) != "index.d.ts"))
        {
            var text = File.ReadAllText(file);
            var declared = Declared().Matches(text).Select(match => match.Groups[1].Value).ToList();
            if (declared.Contains(name)) return text.Length <= LongestDeclaration ? text : text[..LongestDeclaration] + "\n// … cut here";
            names.UnionWith(declared);
        }

        throw new RefusalException("tools.unknown-name", $"The kit has no {Short(name)}. {NearestName.Hint(name, names) ?? "The pages kit and charts list what it has."}", RefusalKind.NotFound);
    }

    private static string Section(string file, string heading)
    {
        var text = PromptLibrary.Read(file);
        var start = text.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        if (start < 0) throw new InvalidOperationException($"{file} has no section {heading} any more.");
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return (end < 0 ? text[start..] : text[start..end]).Trim();
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    [GeneratedRegex(@"export (?:declare )?(?:function|const|interface|type|class) (\w+)")]
    private static partial Regex Declared();
}
