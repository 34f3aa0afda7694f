using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>A row of <c>turn_events</c>; only ever inserted.</summary>
internal sealed class TurnEventRow : IOrganizationRow
{
    public required Guid TurnId { get; init; }

    public required long Sequence { get; init; }

    public required Guid OrganizationId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Data { get; init; }

    /// <summary>Whose data it may hold; null for everybody who may edit the app.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>
    /// The event as somebody with these attribute values sees it; null when it is not theirs. Everybody sees that a turn has ended, but not what was said of it, and that a file was written, but not what: what
    /// is half done may hold values that no version keeps.
    /// </summary>
    public TurnEvent? SeenBy(string fingerprint)
    {
        if (Fingerprint is null || Fingerprint == fingerprint) return new TurnEvent(Sequence, At, Kind, JsonSerializer.Deserialize<JsonElement>(Data));
        if (Kind is not (TurnEventKinds.Ended or TurnEventKinds.File)) return null;
        var data = JsonNode.Parse(Data)!.AsObject();
        if (Kind == TurnEventKinds.File) data.Remove("diff");
        else data["message"] = TurnEnds.ForOthers(Enum.Parse<TurnState>((string)data["state"]!, ignoreCase: true), (int?)data["version"]);
        return new TurnEvent(Sequence, At, Kind, JsonSerializer.SerializeToElement(data));
    }
}
