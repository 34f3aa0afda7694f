namespace Vitrine.Jobs;

/// <summary>How much of a queue nobody passes, so that others have something of it too.</summary>
public sealed record JobShares
{
    /// <summary>Jobs at a time for one person.</summary>
    public int PerPerson { get; init; } = 2;

    /// <summary>Jobs at a time of one <see cref="JobRequest.Share"/>.</summary>
    public int PerShare { get; init; } = 4;
}
