using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Vitrine.Jobs.Queue;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Jobs;

/// <summary>Where work is queued, watched and stopped.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is the queue of jobs.")]
public sealed class JobQueue
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly JobSignals signals;
    private readonly TimeProvider clock;

    internal JobQueue(IDbContextFactory<VitrineDatabase> databases, JobSignals signals, TimeProvider clock)
    {
        this.databases = databases;
        this.signals = signals;
        this.clock = clock;
    }

    /// <summary>Queues a job and wakes a worker.</summary>
    public async Task<Guid> EnqueueAsync(JobRequest request, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var id = Add(database, request);
        await database.SaveChangesAsync(cancellationToken);
        Wake();
        return id;
    }

    /// <summary>
    /// Adds the job to the caller's unit of work, so that it is queued exactly when the rest is stored. The caller saves and then calls <see cref="Wake"/>.
    /// </summary>
    public Guid Add(VitrineDatabase database, JobRequest request)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(request);
        var row = JobRow.From(request, EntityId.New(clock), clock.GetUtcNow());
        database.Add(row);
        return row.Id;
    }

    /// <summary>Tells the workers of this process to look now rather than at their next round.</summary>
    public void Wake() => signals.Wake();

    /// <summary>
    /// Stops a job. A queued one is cancelled at once; a running one is told, and ends when its handler has. False when it had ended already, or there is none.
    /// </summary>
    public async Task<bool> CancelAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await CancelQueuedAsync(database, jobId, cancellationToken))
        {
            Wake(); // the next of its sequence may go
            return true;
        }

        var running = await database.Set<JobRow>()
            .Where(job => job.Id == jobId && job.State == JobState.Running)
            .ExecuteUpdateAsync(job => job.SetProperty(row => row.CancelRequested, true), cancellationToken);
        if (running > 0) signals.Cancel(jobId);
        return running > 0;
    }

    /// <summary>
    /// Cancels a job that no worker has, within the caller's transaction, so that what it was for ends together with it. False when it runs, has ended, or is not there: then
    /// nothing is changed, and <see cref="CancelAsync"/> stops it. The caller calls <see cref="Wake"/> after it has committed.
    /// </summary>
    public async Task<bool> CancelQueuedAsync(VitrineDatabase database, Guid jobId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        var now = clock.GetUtcNow();
        return await database.Set<JobRow>()
            .Where(job => job.Id == jobId && job.State == JobState.Queued)
            .ExecuteUpdateAsync(
                job => job.SetProperty(row => row.State, JobState.Cancelled).SetProperty(row => row.Reason, "jobs.cancelled").SetProperty(row => row.FinishedAt, now),
                cancellationToken) > 0;
    }

    /// <summary>Which of these jobs are queued or run. The others have ended, or are not there any more.</summary>
    public async Task<IReadOnlySet<Guid>> FindLiveAsync(IReadOnlyCollection<Guid> jobIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobIds);
        var live = new HashSet<Guid>();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var some in jobIds.Chunk(500))
            live.UnionWith(await database.Set<JobRow>().Where(job => some.Contains(job.Id) && (job.State == JobState.Queued || job.State == JobState.Running)).Select(job => job.Id).ToListAsync(cancellationToken));
        return live;
    }

    /// <summary>Whether a job is queued or runs, as the caller's transaction sees it.</summary>
    public static async Task<bool> IsLiveAsync(VitrineDatabase database, Guid jobId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        return await database.Set<JobRow>().AnyAsync(job => job.Id == jobId && (job.State == JobState.Queued || job.State == JobState.Running), cancellationToken);
    }

    /// <summary>The job as it stands, or null.</summary>
    public async Task<JobRecord?> FindAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await database.Set<JobRow>().AsNoTracking().FirstOrDefaultAsync(job => job.Id == jobId, cancellationToken);
        if (row is null) return null;
        List<string?> ahead = row.State != JobState.Queued
            ? []
            : await database.Set<JobRow>()
                .Where(job => job.Queue == row.Queue && job.Position < row.Position && (job.State == JobState.Queued || job.State == JobState.Running))
                .Select(job => job.Sequence)
                .ToListAsync(cancellationToken);
        return new JobRecord
        {
            Id = row.Id,
            Kind = row.Kind,
            State = row.State,
            Attempts = row.Attempts,
            Reason = row.Reason,
            Ahead = ahead.Count,
            AheadInSequence = row.Sequence is null ? 0 : ahead.Count(sequence => sequence == row.Sequence),
        };
    }
}
