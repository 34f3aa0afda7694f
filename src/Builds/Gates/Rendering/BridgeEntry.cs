using System.Text.Json;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>An event of the bridge as the host script keeps it (<c>web/host/src/events.ts</c>).</summary>
internal sealed record BridgeEntry
{
    public string Kind { get; init; } = "";

    public string? Type { get; init; }

    public string? Subject { get; init; }

    public bool? Ok { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public JsonElement? Detail { get; init; }
}
