namespace Vitrine.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Waits for a worker, for its time, or for the job before it in its sequence.</summary>
    Queued = 0,

    /// <summary>A worker holds its lease.</summary>
    Running = 1,

    /// <summary>Ended well.</summary>
    Done = 2,

    /// <summary>Ended with a reason.</summary>
    Failed = 3,

    /// <summary>Was stopped.</summary>
    Cancelled = 4,
}
