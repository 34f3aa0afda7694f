namespace Vitrine.Jobs;

/// <summary>A job as it stands.</summary>
public sealed record JobRecord
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>How often it was started.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why it ended, or how the last attempt did; a code.</summary>
    public string? Reason { get; init; }

    /// <summary>How many jobs of its queue stand before it; 0 when it runs or is next.</summary>
    public required int Ahead { get; init; }

    /// <summary>How many of those are of its own <see cref="JobRequest.Sequence"/>, and so have to end before it begins; several of the others may run beside it.</summary>
    public required int AheadInSequence { get; init; }
}
