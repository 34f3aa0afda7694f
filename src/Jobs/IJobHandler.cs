namespace Vitrine.Jobs;

/// <summary>Does the work of one kind of job. It declares its access check, as endpoints do.</summary>
public interface IJobHandler
{
    /// <summary>The kind of job that it does, such as <c>turn</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Does the work, again from the start when an earlier attempt was lost. A <see cref="Primitives.RefusalException"/> ends the job as failed at once; any
    /// other exception ends this attempt, and the job is tried again later as long as it has attempts. The token is cancelled when the job is, when
    /// its lease is lost, and when the server stops.
    /// </summary>
    Task RunAsync(JobContext job, CancellationToken cancellationToken);

    /// <summary>
    /// Called when a job has ended as failed or cancelled without <see cref="RunAsync"/> having returned, so that what it worked for can end too. Not called for a
    /// job that was cancelled before any worker took it.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="state">Failed or cancelled.</param>
    /// <param name="reason">A code, such as <c>jobs.attempts-spent</c>, or the code of a refusal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task EndedAsync(JobContext job, JobState state, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
