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
}
