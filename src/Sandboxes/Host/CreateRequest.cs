using System.Text.Json.Nodes;

namespace Vitrine.Sandboxes.Host;

/// <summary>What a caller wants of a new sandbox. Anything that this host does not do is refused by its name, not passed over.</summary>
internal sealed record CreateRequest(string Template, TimeSpan? Timeout, bool PausesAtEnd, IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, string> Environment)
{
    private const int MostPairs = 100, LongestText = 8192;

    /// <exception cref="HostRefusal">400 and 501.</exception>
    public static CreateRequest Read(JsonObject body, bool isSecond)
    {
        var template = Text(body, "templateID") ?? throw new HostRefusal(400, "templateID is missing");
        if (!isSecond && Flag(body["secure"]) == false) throw new HostRefusal(400, "secure: false is not supported by this sandbox host: every sandbox has its token");
        if (body["autoResume"] is JsonObject resume && Flag(resume["enabled"]) == true) throw HostRefusal.NotSupported("autoResume");
        foreach (var name in new[] { "mcp", "iam", "volumeMounts", "secrets" })
        {
            if (body[name] is { } and not JsonArray { Count: 0 }) throw HostRefusal.NotSupported(name);
        }

        NetworkRules.Require(body["network"], body["allow_internet_access"], isDefault: true);
        return new CreateRequest(template, Seconds(body, "timeout"), Flag(body["autoPause"]) == true, Pairs(body, "metadata"), Pairs(body, "envVars"));
    }

    public static TimeSpan? Seconds(JsonObject body, string name)
    {
        if (body[name] is not { } node) return null;
        return node is JsonValue value && value.TryGetValue<int>(out var seconds) ? TimeSpan.FromSeconds(seconds) : throw new HostRefusal(400, $"{name} is not a whole number of seconds");
    }

    private static Dictionary<string, string> Pairs(JsonObject body, string name)
    {
        if (body[name] is not { } node) return [];
        if (node is not JsonObject given || given.Count > MostPairs) throw new HostRefusal(400, $"{name} is an object of at most {MostPairs} texts");
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            if (value is not JsonValue text || !text.TryGetValue<string>(out var content) || content.Length + key.Length > LongestText || content.Contains('\0', StringComparison.Ordinal))
                throw new HostRefusal(400, $"{name}: '{(key.Length <= 60 ? key : key[..60])}' is not a text of at most {LongestText} letters");
            pairs[key] = content;
        }

        return pairs;
    }

    private static string? Text(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool? Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
