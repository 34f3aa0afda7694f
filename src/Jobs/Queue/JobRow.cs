using Vitrine.Storage;

namespace Vitrine.Jobs.Queue;

/// <summary>A row of <c>jobs</c>.</summary>
internal sealed class JobRow : IOrganizationRow
{
    /// <summary>Given by the database; the order within a queue and a sequence.</summary>
    public long Position { get; init; }

    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid PrincipalId { get; init; }

    public required string Kind { get; init; }

    public required string Queue { get; init; }

    public string? Sequence { get; init; }

    public string? Share { get; init; }

    public required string Payload { get; init; }

    public JobState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset RunAt { get; init; }

    /// <summary>Until when the owner holds it; meaningless unless it runs.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    public string? Owner { get; init; }

    public long Fence { get; init; }

    public int Attempts { get; init; }

    public required int MaximumAttempts { get; init; }

    public bool CancelRequested { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Reason { get; init; }

    public static JobRow From(JobRequest request, Guid id, DateTimeOffset now) => new()
    {
        Id = id,
        OrganizationId = request.OrganizationId,
        PrincipalId = request.PrincipalId,
        Kind = request.Kind,
        Queue = request.Queue ?? "default",
        Sequence = request.Sequence,
        Share = request.Share,
        Payload = request.Payload,
        CreatedAt = now,
        RunAt = request.RunAt ?? now,
        MaximumAttempts = Math.Max(1, request.MaximumAttempts),
    };
}
