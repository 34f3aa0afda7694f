using Vitrine.Jobs.Leases;
using Vitrine.Jobs.Queue;
using Vitrine.Storage;

namespace Vitrine.Jobs;

/// <summary>A job in the hands of a worker.</summary>
public sealed class JobContext
{
    private readonly JobStore store;
    private readonly JobPlaces places;

    internal JobContext(JobStore store, JobPlaces places, ClaimedJob job)
    {
        this.store = store;
        this.places = places;
        JobId = job.Id;
        OrganizationId = job.OrganizationId;
        PrincipalId = job.PrincipalId;
        Payload = job.Payload;
        Fence = job.Fence;
        Attempt = job.Attempts;
    }

    /// <summary>Its id.</summary>
    public Guid JobId { get; }

    /// <summary>Whose it is.</summary>
    public Guid OrganizationId { get; }

    /// <summary>The person it is done for.</summary>
    public Guid PrincipalId { get; }

    /// <summary>What was queued, as JSON.</summary>
    public string Payload { get; }

    /// <summary>The fencing number of this claim: each claim of a job has a higher one.</summary>
    public long Fence { get; }

    /// <summary>1 for the first.</summary>
    public int Attempt { get; }

    /// <summary>
    /// Waits that long for something outside, and lets other jobs have this one's place meanwhile; comes back when the time is over and there is a place again. The lease is kept, and so is what counts
    /// for the person and the share.
    /// </summary>
    public Task StepAsideAsync(TimeSpan wait, CancellationToken cancellationToken) => places.StepAsideAsync(JobId, wait, cancellationToken);

    /// <summary>Refuses (<c>jobs.lease-lost</c>) when another worker has taken the job over. For writes, use the overload with their database.</summary>
    public Task EnsureHeldAsync(CancellationToken cancellationToken) => store.EnsureHeldAsync(JobId, Fence, cancellationToken);

    /// <summary>
    /// The same within the caller's transaction: until it ends, nobody can take the job over. A write after this call and in this transaction
    /// is never one of two executors' writes.
    /// </summary>
    public Task EnsureHeldAsync(VitrineDatabase database, CancellationToken cancellationToken) => JobStore.EnsureHeldAsync(database, JobId, Fence, cancellationToken);
}
