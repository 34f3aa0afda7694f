namespace Vitrine.Jobs.Leases;

/// <summary>What a claim returns.</summary>
internal sealed record ClaimedJob
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid PrincipalId { get; init; }

    public required string Kind { get; init; }

    public required string Queue { get; init; }

    public required string Payload { get; init; }

    public required long Fence { get; init; }

    /// <summary>This one counted.</summary>
    public required int Attempts { get; init; }

    public required int MaximumAttempts { get; init; }

    public required bool CancelRequested { get; init; }
}
