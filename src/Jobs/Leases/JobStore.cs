using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Vitrine.Jobs.Queue;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Jobs.Leases;

/// <summary>
/// Claims, extends and ends leases. Every statement that ends or extends one names the fencing number, so that a worker that was
/// thought dead changes nothing when it comes back.
/// </summary>
internal sealed class JobStore(IDbContextFactory<VitrineDatabase> databases, TimeProvider clock)
{
    /// <summary>
    /// Takes the next job: one whose time has come or whose lease has run out, of a queue with a free slot, with nothing before it in its sequence. Among those,
    /// first of the organization and then of the person with the fewest running jobs, then the oldest. Null when there is none.
    /// </summary>
    /// <param name="owner">Who claims.</param>
    /// <param name="lease">For how long, without a further sign of life.</param>
    /// <param name="fullQueues">Queues without a free slot.</param>
    /// <param name="shares">Limits of queues for one person and one share.</param>
    /// <param name="kinds">Only jobs of these kinds: what this server cannot do is left to one that can. Null for all.</param>
    /// <param name="own">Jobs that this server works on. One that could give no sign of life for a while, such as a machine that slept, goes on with them instead of beginning again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ClaimedJob?> ClaimAsync(string owner, TimeSpan lease, IReadOnlyCollection<string> fullQueues, IReadOnlyDictionary<string, JobShares> shares, IReadOnlyCollection<string>? kinds, IReadOnlyCollection<Guid> own, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        // EF's converters do not reach raw SQL: times are ticks on SQLite (see Storage).
        var now = clock.GetUtcNow().ToUniversalTime();
        object Time(DateTimeOffset time) => database.IsSqlite ? time.UtcTicks : time;
        var names = string.Join(", ", fullQueues.Select((_, index) => $"@queue{index}"));
        var mine = string.Join(", ", own.Select((_, index) => $"@own{index}"));
        var known = kinds is null ? "" : string.Join(", ", kinds.Select((_, index) => $"@kind{index}"));
        var sql = $"""
            UPDATE jobs SET state = 1, owner = @owner, lease_until = @until, fence = fence + 1, attempts = attempts + 1
            WHERE position = (
              SELECT job.position FROM jobs job
              WHERE ((job.state = 0 AND job.run_at <= @now
                      AND (job.sequence IS NULL OR NOT EXISTS (
                        SELECT 1 FROM jobs other WHERE other.sequence = job.sequence AND (other.state = 1 OR (other.state = 0 AND other.position < job.position)))))
                  OR (job.state = 1 AND job.lease_until < @now{(own.Count == 0 ? "" : $" AND job.id NOT IN ({mine})")}))
                {(fullQueues.Count == 0 ? "" : $"AND job.queue NOT IN ({names})")}
                {string.Join(" ", shares.Select((_, index) => Shared(index)))}
                {(kinds is null ? "" : $"AND job.kind IN ({known})")}
              ORDER BY
                (SELECT COUNT(*) FROM jobs busy WHERE busy.state = 1 AND busy.organization_id = job.organization_id),
                (SELECT COUNT(*) FROM jobs busy WHERE busy.state = 1 AND busy.principal_id = job.principal_id),
                job.position
              LIMIT 1{(database.IsSqlite ? "" : " FOR UPDATE OF job SKIP LOCKED")})
            RETURNING id, organization_id, principal_id, kind, queue, payload, fence, attempts, maximum_attempts, cancel_requested
            """;
        var connection = database.Database.GetDbConnection();
        // Two claims that cannot see each other would both find room in a share; so there they come one after the other.
        await using var transaction = await OneAtATimeAsync(database, shares.Count > 0, cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction?.GetDbTransaction();
#pragma warning disable CA2100 // The text holds names of parameters only.
        command.CommandText = sql;
#pragma warning restore CA2100
        Bind(command, "owner", owner);
        Bind(command, "until", Time(now + lease));
        Bind(command, "now", Time(now));
        foreach (var (name, index) in fullQueues.Select((name, index) => (name, index))) Bind(command, $"queue{index}", name);
        foreach (var (id, index) in own.Select((id, index) => (id, index))) Bind(command, $"own{index}", id);
        foreach (var (kind, index) in (kinds ?? []).Select((kind, index) => (kind, index))) Bind(command, $"kind{index}", kind);
        foreach (var (share, index) in shares.Select((share, index) => (share, index)))
        {
            Bind(command, $"shared{index}", share.Key);
            Bind(command, $"perPerson{index}", share.Value.PerPerson);
            Bind(command, $"perShare{index}", share.Value.PerShare);
        }

        try
        {
            ClaimedJob? claimed;
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken)) claimed = await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
            if (transaction is not null) await transaction.CommitAsync(cancellationToken);
            return claimed;
        }
        catch (DbException exception) when (exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqliteException { SqliteErrorCode: 19 })
        {
            return null; // another worker took a job of the same sequence this moment
        }
    }

    /// <summary>Extends a lease. Null when it is lost; else whether the job is to stop.</summary>
    public async Task<bool?> ExtendAsync(ClaimedJob job, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var until = clock.GetUtcNow() + lease;
        var held = await Held(database, job.Id, job.Fence).ExecuteUpdateAsync(row => row.SetProperty(job => job.LeaseUntil, until), cancellationToken);
        if (held == 0) return null;
        return await Held(database, job.Id, job.Fence).Select(row => row.CancelRequested).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Ends a job, unless its lease is lost.</summary>
    public async Task<bool> FinishAsync(ClaimedJob job, JobState state, string? reason, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await Held(database, job.Id, job.Fence).ExecuteUpdateAsync(
            row => row.SetProperty(job => job.State, state).SetProperty(job => job.Reason, reason).SetProperty(job => job.FinishedAt, now)
                .SetProperty(job => job.LeaseUntil, (DateTimeOffset?)null).SetProperty(job => job.Owner, (string?)null),
            cancellationToken) > 0;
    }

    /// <summary>Gives a job back, to be taken again from this time on. An attempt that was not its fault is not counted.</summary>
    public async Task<bool> ReleaseAsync(ClaimedJob job, DateTimeOffset runAt, string? reason, bool countAttempt, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var attempts = countAttempt ? job.Attempts : job.Attempts - 1;
        return await Held(database, job.Id, job.Fence).ExecuteUpdateAsync(
            row => row.SetProperty(job => job.State, JobState.Queued).SetProperty(job => job.RunAt, runAt).SetProperty(job => job.Reason, reason)
                .SetProperty(job => job.Attempts, attempts).SetProperty(job => job.LeaseUntil, (DateTimeOffset?)null).SetProperty(job => job.Owner, (string?)null),
            cancellationToken) > 0;
    }

    /// <summary>Refuses when the claim with this number is not the last.</summary>
    public async Task EnsureHeldAsync(Guid jobId, long fence, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await Held(database, jobId, fence).AnyAsync(cancellationToken)) throw Lost();
    }

    /// <summary>The same in the caller's transaction. It writes the row, and so keeps others from claiming it until the transaction ends.</summary>
    public static async Task EnsureHeldAsync(VitrineDatabase database, Guid jobId, long fence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.Database.CurrentTransaction is null) throw new InvalidOperationException("Begin a transaction first: without one the check protects nothing.");
        if (await Held(database, jobId, fence).ExecuteUpdateAsync(row => row.SetProperty(job => job.Fence, fence), cancellationToken) == 0) throw Lost();
    }

    private static string Shared(int index) => $"""
        AND (job.queue <> @shared{index}
          OR ((SELECT COUNT(*) FROM jobs busy WHERE busy.state = 1 AND busy.queue = job.queue AND busy.principal_id = job.principal_id AND busy.position <> job.position) < @perPerson{index}
            AND (job.share IS NULL
              OR (SELECT COUNT(*) FROM jobs busy WHERE busy.state = 1 AND busy.queue = job.queue AND busy.share = job.share AND busy.position <> job.position) < @perShare{index})))
        """;

    private static async Task<IDbContextTransaction?> OneAtATimeAsync(VitrineDatabase database, bool isNeeded, CancellationToken cancellationToken)
    {
        // SQLite has one writer at a time anyhow.
        if (!isNeeded || database.IsSqlite) return null;
        var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(5637311)", cancellationToken);
        return transaction;
    }

    private static IQueryable<JobRow> Held(VitrineDatabase database, Guid jobId, long fence)
        => database.Set<JobRow>().IgnoreQueryFilters().Where(row => row.Id == jobId && row.Fence == fence && row.State == JobState.Running);

    private static RefusalException Lost()
        => new("jobs.lease-lost", "Another worker has taken this work over; nothing of this attempt is kept.", RefusalKind.Conflict);

    private static void Bind(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static ClaimedJob Read(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        OrganizationId = reader.GetGuid(1),
        PrincipalId = reader.GetGuid(2),
        Kind = reader.GetString(3),
        Queue = reader.GetString(4),
        Payload = reader.GetString(5),
        Fence = reader.GetInt64(6),
        Attempts = reader.GetInt32(7),
        MaximumAttempts = reader.GetInt32(8),
        CancelRequested = reader.GetBoolean(9),
    };
}
