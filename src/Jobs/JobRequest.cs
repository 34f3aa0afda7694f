namespace Vitrine.Jobs;

/// <summary>Work to be done later.</summary>
/// <param name="Kind">Which <see cref="IJobHandler"/> does it.</param>
/// <param name="OrganizationId">Whose it is.</param>
/// <param name="PrincipalId">The person it is done for; its rights are asked when it runs.</param>
/// <param name="Payload">What the handler needs, as JSON.</param>
public sealed record JobRequest(string Kind, Guid OrganizationId, Guid PrincipalId, string Payload)
{
    /// <summary>Jobs of a queue share its slots; null is the queue <c>default</c>.</summary>
    public string? Queue { get; init; }

    /// <summary>What shares the queue with others, such as a project: see <see cref="JobSettings.Shares"/>. Null shares with nobody.</summary>
    public string? Share { get; init; }

    /// <summary>Jobs with equal sequence run strictly one after the other, in the order in which they were queued, such as the turns of an app.</summary>
    public string? Sequence { get; init; }

    /// <summary>Not before this time; null is at once.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>How often it may be started. An attempt that a server's orderly stop interrupts does not count.</summary>
    public int MaximumAttempts { get; init; } = 3;
}
