using System.Text.RegularExpressions;

namespace Vitrine.Architecture;

/// <summary>What is written beside the code: links lead somewhere, and nothing tells of the machine that it was written on.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] NotOurs = [".git", "artifacts", "node_modules", ".vitrine"];

    private static readonly string[] Texts = [".md", ".cs", ".razor", ".csproj", ".props", ".slnx", ".json", ".yml", ".yaml", ".sh", ".mjs", ".ts", ".tsx", ".css", ".html", ".sql", ".txt", ".config", ""];

    [Fact]
    public void Every_relative_link_and_picture_in_a_page_is_there()
    {
        var pages = Files().Where(file => file.EndsWith(".md", StringComparison.Ordinal)).ToList();
        Assert.Contains(pages, page => page.EndsWith("/README.md", StringComparison.Ordinal));
        Assert.Empty(pages.SelectMany(page => DeadLinks(File.ReadAllText(page), Path.GetDirectoryName(page)!).Select(link => $"{Name(page)}: {link}")));
    }

    [Fact]
    public void No_file_names_a_registry_or_a_place_outside_the_checkout()
    {
        var told = Files()
            .Where(file => Texts.Contains(Path.GetExtension(file)) && new FileInfo(file).Length < 1 << 20)
            .SelectMany(file => File.ReadLines(file).Select((line, at) => (Text: line, Place: $"{Name(file)}:{at + 1}")))
            .Where(line => TellsOfAMachine(line.Text))
            .Select(line => line.Place);
        Assert.Empty(told);
    }

    [Fact]
    public void The_rules_find_what_breaks_them()
    {
        Assert.Equal(["nowhere.md", "README.md#no-such-part"], DeadLinks("[a](nowhere.md) ![b](docs/images) [c](https://example.com/x) [d](README.md#no-such-part) `[e](code.md)`", TestData.Root));
        Assert.True(TellsOfAMachine("\"resolved\": \"https://registry" + ".example.com/vite/-/vite.tgz\""));
        Assert.True(TellsOfAMachine("see /" + "work/shared/x"));
        Assert.True(TellsOfAMachine("/home" + "/jane/x"));
        Assert.False(TellsOfAMachine("/workspace/src, the framework/work item, /home/user/file"));
    }

    private static IEnumerable<string> DeadLinks(string page, string folder)
    {
        var text = Code().Replace(page, "");
        foreach (Match match in Link().Matches(text))
        {
            var link = match.Groups[1].Value;
            if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal)) continue;
            var parts = link.Split('#', 2);
            var target = parts[0].Length == 0 ? null : Path.Combine(folder, Uri.UnescapeDataString(parts[0]));
            if (target is not null && !File.Exists(target) && !Directory.Exists(target)) yield return link;
            else if (parts.Length > 1 && !Headings(target is null ? page : File.ReadAllText(target)).Contains(parts[1])) yield return link;
        }
    }

    // As code hosts make them: lower case, spaces as dashes, nothing else but letters and digits.
    private static IEnumerable<string> Headings(string page)
        => Heading().Matches(page).Select(match => string.Concat(match.Groups[1].Value.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'));

    private static bool TellsOfAMachine(string line) => Outside().IsMatch(line);

    private static IEnumerable<string> Files() => Files(TestData.Root);

    private static IEnumerable<string> Files(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder)) yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder).Where(inner => !NotOurs.Contains(Path.GetFileName(inner)) && !Path.GetFileName(inner).StartsWith("obj", StringComparison.Ordinal)))
        {
            foreach (var file in Files(inner)) yield return file;
        }
    }

    private static string Name(string file) => Path.GetRelativePath(TestData.Root, file);

    [GeneratedRegex(@"\]\(([^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    // Hosts of package registries (public ones and mirrors), and folders that only the authors' machines have. /home/user is that of every E2B sandbox.
    [GeneratedRegex(@"registry\.[a-z0-9-]+\.|npmjs\.org|api\.nuget\.org|deb\.debian\.org|archive\.ubuntu\.com|(?<![\w./-])/(?:work|home(?!/user\b)|tmp/plan)/|\.\./shared\b", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();
}
