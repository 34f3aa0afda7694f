using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Vitrine.Sandboxes.Host;

/// <summary>
/// The templates of this host: both names lead to the machine's programs with Vitrine's toolchain at <c>/opt/tc</c>, where one was prepared. There is nothing to build here, so the list is fixed.
/// </summary>
internal sealed partial class HostTemplates(string version)
{
    /// <summary>What the services inside a sandbox can do, in E2B's numbers: a default user, closing of stdin, plain uploads; neither metadata of files nor entries in watches.</summary>
    public const string EnvdVersion = "0.5.7";

    private static readonly string[] Names = ["base", "vitrine"];

    /// <summary>The template's name of <c>[namespace/]name[:tag]</c>.</summary>
    /// <exception cref="HostRefusal">400 when it is no such reference, 404 when there is no such template or tag.</exception>
    public string Resolve(string reference)
    {
        if (Reference().Match(reference.Trim().ToLowerInvariant()) is not { Success: true } match) throw new HostRefusal(400, "templateID has not the form name or name:tag");
        var (name, tag) = (match.Groups["name"].Value, match.Groups["tag"].Value);
        if (match.Groups["space"].Length > 0 || !Names.Contains(name)) throw new HostRefusal(404, $"template '{reference.Trim()}' not found; this sandbox host has {string.Join(" and ", Names)}");
        if (!AllTags().Contains(tag.Length == 0 ? "default" : tag)) throw new HostRefusal(404, $"tag '{tag}' does not exist for template '{name}'; this sandbox host has {string.Join(" and ", AllTags())}");
        return name;
    }

    public JsonObject Alias(string alias) => new() { ["templateID"] = Resolve(alias), ["public"] = false };

    public static JsonArray List() => new([.. Names.Select(name => new JsonObject { ["templateID"] = name, ["aliases"] = new JsonArray(name), ["names"] = new JsonArray(name), ["public"] = false, ["buildStatus"] = "ready", ["envdVersion"] = EnvdVersion })]);

    public JsonArray Tags(string name)
    {
        Resolve(name);
        return new([.. AllTags().Select(tag => new JsonObject { ["tag"] = tag, ["buildID"] = "00000000-0000-0000-0000-000000000000", ["createdAt"] = "2026-01-01T00:00:00Z" })]);
    }

    private string[] AllTags() => ["default", version];

    [GeneratedRegex(@"^(?:(?<space>[a-z0-9_-]+)/)?(?<name>[a-z0-9_-]+)(?::(?<tag>[a-z0-9_.-]+))?$")]
    private static partial Regex Reference();
}
