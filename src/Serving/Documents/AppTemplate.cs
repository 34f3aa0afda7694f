using System.Text;
using System.Text.Json;
using Vitrine.Primitives;

namespace Vitrine.Serving.Documents;

/// <summary>
/// One version of the app template: the vendor scripts that every document is put together from, and what an app may
/// import. Read once from the folder that the template preparation made; it never changes afterwards.
/// </summary>
public sealed class AppTemplate
{
    private AppTemplate(string folder, string version, string boot, IReadOnlyList<TemplateScript> scripts, IReadOnlyDictionary<string, TemplateSpecifier> specifiers)
    {
        Folder = folder;
        Version = version;
        Boot = boot;
        Scripts = scripts;
        Specifiers = specifiers;
    }

    /// <summary>The folder it was read from, with links resolved.</summary>
    public string Folder { get; }

    /// <summary>The hash of the template's inputs; stored with every version that is built on it.</summary>
    public string Version { get; }

    /// <summary>The script that runs before all others: it takes away what an app must not have and starts the bridge.</summary>
    public string Boot { get; }

    /// <summary>The vendor scripts, in the order in which a document holds them.</summary>
    public IReadOnlyList<TemplateScript> Scripts { get; }

    /// <summary>What an app may import, by module specifier.</summary>
    public IReadOnlyDictionary<string, TemplateSpecifier> Specifiers { get; }

    /// <summary>The folder with the files of a new app.</summary>
    public string ScaffoldFolder => Path.Combine(Folder, "scaffold");

    /// <summary>The folder that a sandbox sees, read-only, as its toolchain.</summary>
    public string ToolchainFolder => Path.Combine(Folder, "toolchain");

    /// <summary>Reads the template in <paramref name="folder"/>.</summary>
    /// <exception cref="RefusalException"><c>template.missing</c> when there is none, <c>template.unreadable</c> when it is not whole.</exception>
    public static AppTemplate Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var real = Resolve(folder);
        var description = Path.Combine(real, "template.json");
        if (!File.Exists(description))
        {
            throw new RefusalException(
                "template.missing",
                "The app template has not been prepared yet. Run eng/prepare-template.sh, or name its folder in VITRINE_TEMPLATE.",
                RefusalKind.Unavailable);
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(description));
            var root = json.RootElement;
            return new AppTemplate(
                real,
                root.GetProperty("version").GetString() ?? throw new JsonException("version"),
                ReadScript(real, root.GetProperty("boot").GetString()),
                [.. root.GetProperty("scripts").EnumerateArray().Select(script => ReadScript(real, script))],
                root.GetProperty("specifiers").EnumerateObject().ToDictionary(entry => entry.Name, ReadSpecifier, StringComparer.Ordinal));
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new RefusalException(
                "template.unreadable",
                "The app template is not whole. Prepare it again with eng/prepare-template.sh.",
                RefusalKind.Unavailable);
        }
    }

    private static string Resolve(string folder)
    {
        var info = new DirectoryInfo(folder);
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? info.FullName : info.FullName;
    }

    private static TemplateScript ReadScript(string folder, JsonElement script)
        => new(
            script.GetProperty("name").GetString() ?? throw new JsonException("scripts.name"),
            script.TryGetProperty("always", out var always) && always.ValueKind == JsonValueKind.True,
            ReadScript(folder, script.GetProperty("file").GetString()),
            script.TryGetProperty("requires", out var requires) ? [.. requires.EnumerateArray().Select(name => name.GetString() ?? "")] : []);

    private static string ReadScript(string folder, string? file)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file ?? throw new JsonException("file")));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new JsonException("file");
        return File.ReadAllText(path, Encoding.UTF8);
    }

    private static TemplateSpecifier ReadSpecifier(JsonProperty entry)
        => new(
            entry.Value.GetProperty("script").GetString() ?? throw new JsonException("specifiers.script"),
            entry.Value.GetProperty("global").GetString() ?? throw new JsonException("specifiers.global"),
            [.. entry.Value.GetProperty("exports").EnumerateArray().Select(name => name.GetString() ?? "")]);
}
