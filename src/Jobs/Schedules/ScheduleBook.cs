using Cronos;
using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Jobs.Schedules;

/// <summary>Work that comes again and again. A time that passed while no server ran is made up for once.</summary>
public sealed class ScheduleBook
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly JobQueue queue;
    private readonly TimeProvider clock;

    internal ScheduleBook(IDbContextFactory<VitrineDatabase> databases, JobQueue queue, TimeProvider clock)
    {
        this.databases = databases;
        this.queue = queue;
        this.clock = clock;
    }

    /// <summary>Makes or replaces the schedule of this name in the job's organization.</summary>
    /// <param name="name">Its name, unique in the organization.</param>
    /// <param name="cron">Five fields, such as <c>0 7 * * MON</c>.</param>
    /// <param name="timeZone">An IANA name, such as <c>Europe/Berlin</c>.</param>
    /// <param name="job">What is queued each time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SetAsync(string name, string cron, string timeZone, JobRequest job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var next = Next(cron, timeZone, clock.GetUtcNow());
        await using var database = await databases.OpenAsync(job.OrganizationId, cancellationToken);
        var row = await database.Set<ScheduleRow>().FirstOrDefaultAsync(schedule => schedule.Name == name, cancellationToken);
        if (row is null)
        {
            row = new ScheduleRow
            {
                Id = EntityId.New(clock),
                OrganizationId = job.OrganizationId,
                PrincipalId = job.PrincipalId,
                Name = name,
                Cron = cron,
                TimeZone = timeZone,
                Kind = job.Kind,
                Payload = job.Payload,
            };
            database.Add(row);
        }

        (row.PrincipalId, row.Cron, row.TimeZone, row.Kind, row.Payload) = (job.PrincipalId, cron, timeZone, job.Kind, job.Payload);
        (row.Queue, row.Sequence, row.NextRunAt) = (job.Queue, job.Sequence, next);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Removes a schedule; one that is not there is no error.</summary>
    public async Task RemoveAsync(Guid organizationId, string name, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        await database.Set<ScheduleRow>().Where(schedule => schedule.Name == name).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Queues the jobs whose time has come. Of several servers, the one whose update of the time succeeds queues the job.</summary>
    internal async Task QueueDueAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var due = await database.Set<ScheduleRow>().AsNoTracking().Where(schedule => schedule.NextRunAt <= now).ToListAsync(cancellationToken);
        foreach (var schedule in due)
        {
            var next = Next(schedule.Cron, schedule.TimeZone, now);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var isMine = await database.Set<ScheduleRow>()
                .Where(row => row.Id == schedule.Id && row.NextRunAt == schedule.NextRunAt)
                .ExecuteUpdateAsync(row => row.SetProperty(schedule => schedule.NextRunAt, next), cancellationToken) > 0;
            if (!isMine) continue;
            var request = new JobRequest(schedule.Kind, schedule.OrganizationId, schedule.PrincipalId, schedule.Payload) { Queue = schedule.Queue, Sequence = schedule.Sequence };
            queue.Add(database, request);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static DateTimeOffset? Next(string cron, string timeZone, DateTimeOffset now)
    {
        if (!CronExpression.TryParse(cron, out var expression))
            throw new RefusalException("jobs.bad-cron", "The schedule is no cron expression of five fields, such as 0 7 * * MON.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            throw new RefusalException("jobs.bad-time-zone", "There is no such time zone. Use a name such as Europe/Berlin.");
        return expression.GetNextOccurrence(now, zone)?.ToUniversalTime();
    }
}
