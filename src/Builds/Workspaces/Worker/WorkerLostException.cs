namespace Vitrine.Builds.Workspaces.Worker;

/// <summary>The build worker gave no answer. Its message says why, in words for the author.</summary>
internal sealed class WorkerLostException(WorkerLoss loss, string reason) : Exception(reason)
{
    public WorkerLoss Loss { get; } = loss;
}

/// <summary>How a worker was lost.</summary>
internal enum WorkerLoss
{
    /// <summary>Its sandbox ended: killed for its memory or its output, or gone with whatever held it.</summary>
    Died,

    /// <summary>It took longer than it may, and was killed.</summary>
    TimedOut,

    /// <summary>It answered what no worker of ours would, and was killed.</summary>
    BadAnswer,
}
