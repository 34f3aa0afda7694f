using System.Text.Json.Nodes;

namespace Vitrine.Sandboxes.Host;

/// <summary>
/// Hosted sandboxes have no network at all. A wish to have less than E2B's default is therefore kept; a wish to reach something is refused, because a rule that is taken and not kept is worse than
/// none.
/// </summary>
internal static class NetworkRules
{
    /// <summary>E2B's <c>ALL_TRAFFIC</c>.</summary>
    public const string Everything = "0.0.0.0/0";

    /// <param name="rules">The object with <c>allowOut</c> and its like; null when there is none.</param>
    /// <param name="internet"><c>allow_internet_access</c>.</param>
    /// <param name="isDefault">Whether older SDKs send <c>allow_internet_access: true</c> here unasked, which then means nothing.</param>
    /// <exception cref="HostRefusal">400 and 501.</exception>
    public static void Require(JsonNode? rules, JsonNode? internet, bool isDefault)
    {
        if (!isDefault && internet is JsonValue value && value.TryGetValue<bool>(out var isWanted) && isWanted) throw HostRefusal.NotSupported("allow_internet_access: true");
        if (rules is null) return;
        if (rules is not JsonObject given) throw new HostRefusal(400, "network is not an object");
        if (given["allowOut"] is JsonArray { Count: > 0 }) throw HostRefusal.NotSupported("network.allowOut: sandboxes of this host reach nothing, and reaching something");
        foreach (var name in new[] { "egressProxy", "rules", "maskRequestHost", "httpsPorts" })
        {
            if (given[name] is { } and not JsonArray { Count: 0 } and not JsonObject { Count: 0 }) throw HostRefusal.NotSupported($"network.{name}");
        }

        if (given["denyOut"] is not { } denied) return;
        foreach (var place in denied as JsonArray ?? throw new HostRefusal(400, "network.denyOut is not a list"))
        {
            if (place is not JsonValue text || !text.TryGetValue<string>(out var range) || !(System.Net.IPNetwork.TryParse(range, out _) || System.Net.IPAddress.TryParse(range, out _)))
                throw new HostRefusal(400, "network.denyOut takes addresses and ranges such as 10.0.0.0/8");
        }
    }
}
