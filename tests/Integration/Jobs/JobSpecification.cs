using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Vitrine.Jobs;
using Vitrine.Jobs.Leases;
using Vitrine.Jobs.Queue;
using Vitrine.Jobs.Schedules;
using Vitrine.Primitives;

namespace Vitrine.Integration.Jobs;

/// <summary>What the jobs table promises, whichever database holds it.</summary>
public abstract class JobSpecification : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly Guid Organization = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid OtherOrganization = new("00000000-0000-0000-0000-000000000002");
    private StateHost host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private JobStore Store => host.Get<JobStore>();

    private JobQueue Queue => host.Get<JobQueue>();

    private JobPlaces Places => new(new JobSettings(), host.Get<JobSignals>(), host.Clock);

    public async ValueTask InitializeAsync() => host = await StateHost.StartAsync(await DatabaseUrlAsync());

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Many_workers_take_each_job_exactly_once()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 40; i++) ids.Add(await Queue.EnqueueAsync(Job(), Stop));
        var taken = new ConcurrentBag<Guid>();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(
            async () =>
            {
                for (var misses = 0; misses < 3;)
                {
                    if (await Claim($"worker {worker}") is { } job) taken.Add(job.Id);
                    else misses++;
                }
            },
            Stop)));

        while (await Claim() is { } rest) taken.Add(rest.Id);
        Assert.Equal(ids.Order(), taken.Order());
    }

    [Fact]
    public async Task Jobs_of_a_sequence_run_one_after_the_other_in_order()
    {
        var first = await Queue.EnqueueAsync(Job() with { Sequence = "app" }, Stop);
        var second = await Queue.EnqueueAsync(Job() with { Sequence = "app" }, Stop);
        var third = await Queue.EnqueueAsync(Job() with { Sequence = "app" }, Stop);
        foreach (var expected in new[] { first, second, third })
        {
            var job = await Claim();
            Assert.Equal(expected, job?.Id);
            Assert.Null(await Claim());
            Assert.True(await Store.FinishAsync(job!, JobState.Done, null, Stop));
        }
    }

    [Fact]
    public async Task A_server_that_slept_goes_on_with_its_own_jobs_and_another_may_take_them()
    {
        var id = await Queue.EnqueueAsync(Job(), Stop);
        var job = (await Claim())!;
        host.Clock.Advance(Lease + TimeSpan.FromSeconds(1));

        Assert.Null(await Store.ClaimAsync("worker", Lease, [], NoShares, null, [id], Stop));
        Assert.False(await Store.ExtendAsync(job, Lease, Stop));
        Assert.Null(await Claim("another"));
        host.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(id, (await Claim("another"))?.Id);
        Assert.Null(await Store.ExtendAsync(job, Lease, Stop));
    }

    [Fact]
    public async Task A_sequence_waits_for_a_failed_attempt_to_be_tried_again()
    {
        var first = await Queue.EnqueueAsync(Job() with { Sequence = "app" }, Stop);
        await Queue.EnqueueAsync(Job() with { Sequence = "app" }, Stop);
        await Store.ReleaseAsync((await Claim())!, host.Clock.GetUtcNow() + TimeSpan.FromSeconds(10), "failed", true, Stop);

        Assert.Null(await Claim());
        host.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(first, (await Claim())?.Id);
    }

    [Fact]
    public async Task Workers_that_race_never_run_two_of_a_sequence()
    {
        for (var i = 0; i < 12; i++) await Queue.EnqueueAsync(Job() with { Sequence = "app" }, Stop);
        var running = 0;
        var most = 0;
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            async () =>
            {
                while (Volatile.Read(ref done) < 12)
                {
                    Stop.ThrowIfCancellationRequested();
                    if (await Claim() is not { } job) continue;
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    Interlocked.Decrement(ref running);
                    await Store.FinishAsync(job, JobState.Done, null, Stop);
                    Interlocked.Increment(ref done);
                }
            },
            Stop)));
        Assert.Equal(1, most);
        Assert.Equal(12, done);
    }

    [Fact]
    public async Task The_database_itself_refuses_two_running_jobs_of_a_sequence()
    {
        await using var database = await host.OpenAsync();
        foreach (var _ in new[] { 1, 2 })
        {
            var row = JobRow.From(Job() with { Sequence = "app" }, EntityId.New(TimeProvider.System), host.Clock.GetUtcNow());
            database.Add(row);
        }

        await database.SaveChangesAsync(Stop);
        var refusal = await Record.ExceptionAsync(() => database.Set<JobRow>().ExecuteUpdateAsync(row => row.SetProperty(job => job.State, JobState.Running), Stop));
        Assert.Contains("unique", refusal?.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_lost_lease_is_taken_over_and_the_one_who_lost_it_can_write_nothing()
    {
        var id = await Queue.EnqueueAsync(Job(), Stop);
        var dead = (await Claim("dead"))!;
        Assert.Null(await Claim("alive"));

        host.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        var taken = (await Claim("alive"))!;

        Assert.Equal((id, 2), (taken.Id, taken.Attempts));
        Assert.True(taken.Fence > dead.Fence);
        Assert.False(await Store.FinishAsync(dead, JobState.Done, null, Stop));
        Assert.False(await Store.ReleaseAsync(dead, host.Clock.GetUtcNow(), null, true, Stop));
        Assert.Null(await Store.ExtendAsync(dead, Lease, Stop));
        Assert.Equal("jobs.lease-lost", (await Assert.ThrowsAsync<RefusalException>(() => new JobContext(Store, Places, dead).EnsureHeldAsync(Stop))).Code);
        await using var database = await host.OpenAsync();
        await using (await database.Database.BeginTransactionAsync(Stop))
        {
            Assert.Equal("jobs.lease-lost", (await Assert.ThrowsAsync<RefusalException>(() => new JobContext(Store, Places, dead).EnsureHeldAsync(database, Stop))).Code);
            await new JobContext(Store, Places, taken).EnsureHeldAsync(database, Stop);
        }

        Assert.Equal(JobState.Running, (await Queue.FindAsync(id, Stop))!.State);
        Assert.True(await Store.FinishAsync(taken, JobState.Done, null, Stop));
    }

    [Fact]
    public async Task A_sign_of_life_keeps_the_lease()
    {
        await Queue.EnqueueAsync(Job(), Stop);
        var job = (await Claim())!;
        for (var i = 0; i < 4; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(20));
            Assert.False(await Store.ExtendAsync(job, Lease, Stop));
            Assert.Null(await Claim());
        }
    }

    [Fact]
    public async Task A_job_waits_for_its_time()
    {
        await Queue.EnqueueAsync(Job() with { RunAt = host.Clock.GetUtcNow() + TimeSpan.FromMinutes(5) }, Stop);
        Assert.Null(await Claim());
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotNull(await Claim());
    }

    [Fact]
    public async Task A_queued_job_is_cancelled_at_once_and_a_running_one_is_told()
    {
        var queued = await Queue.EnqueueAsync(Job() with { Sequence = "app" }, Stop);
        Assert.True(await Queue.CancelAsync(queued, Stop));
        Assert.Null(await Claim());
        Assert.Equal((JobState.Cancelled, "jobs.cancelled"), ((await Queue.FindAsync(queued, Stop))!.State, (await Queue.FindAsync(queued, Stop))!.Reason));
        Assert.False(await Queue.CancelAsync(queued, Stop));

        var running = await Queue.EnqueueAsync(Job() with { Sequence = "app" }, Stop);
        var job = (await Claim())!;
        Assert.True(await Queue.CancelAsync(running, Stop));
        Assert.True(await Store.ExtendAsync(job, Lease, Stop));
    }

    [Fact]
    public async Task Nobody_waits_behind_all_jobs_of_somebody_else()
    {
        for (var i = 0; i < 3; i++) await Queue.EnqueueAsync(Job(), Stop);
        var other = await Queue.EnqueueAsync(Job() with { OrganizationId = OtherOrganization }, Stop);
        Assert.NotNull(await Claim());
        Assert.Equal(other, (await Claim())?.Id);
    }

    [Fact]
    public async Task A_full_queue_holds_up_no_other()
    {
        await Queue.EnqueueAsync(Job() with { Queue = "turns" }, Stop);
        var other = await Queue.EnqueueAsync(Job(), Stop);
        Assert.Equal(other, (await Store.ClaimAsync("worker", Lease, ["turns"], NoShares, null, [], Stop))?.Id);
        Assert.Null(await Store.ClaimAsync("worker", Lease, ["turns"], NoShares, null, [], Stop));
    }

    [Fact]
    public async Task Nobody_has_more_of_a_queue_than_their_share_however_many_workers_look_at_once()
    {
        var shares = new Dictionary<string, JobShares> { ["turns"] = new() { PerPerson = 2, PerShare = 3 } };
        var (ada, bob, eve) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var i = 0; i < 5; i++)
        {
            foreach (var (person, share) in new[] { (ada, "shop"), (bob, "shop"), (eve, "bank") }) await Queue.EnqueueAsync(Job() with { Queue = "turns", PrincipalId = person, Share = share }, Stop);
        }

        var other = await Queue.EnqueueAsync(Job() with { PrincipalId = ada, Share = "shop" }, Stop);
        var taken = new ConcurrentBag<ClaimedJob>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(
            async () =>
            {
                for (var misses = 0; misses < 3;)
                {
                    if (await Store.ClaimAsync($"worker {worker}", Lease, [], shares, null, [], Stop) is { } job) taken.Add(job);
                    else misses++;
                }
            },
            Stop)));
        var turns = taken.Where(job => job.Queue == "turns").ToList();
        Assert.Equal((3, 2, 2), (turns.Count(job => job.PrincipalId != eve), turns.Count(job => job.PrincipalId == eve), turns.Where(job => job.PrincipalId != eve).GroupBy(job => job.PrincipalId).Max(jobs => jobs.Count())));
        Assert.Contains(other, taken.Select(job => job.Id));
        // One that ends makes room for one.
        await Store.FinishAsync(turns.First(job => job.PrincipalId == eve), JobState.Done, null, Stop);
        Assert.Equal(eve, (await Store.ClaimAsync("worker", Lease, [], shares, null, [], Stop))?.PrincipalId);
        Assert.Null(await Store.ClaimAsync("worker", Lease, [], shares, null, [], Stop));
    }

    [Fact]
    public async Task A_place_in_the_queue_is_told()
    {
        await Queue.EnqueueAsync(Job(), Stop);
        await Queue.EnqueueAsync(Job(), Stop);
        Assert.Equal((2, 0), Place(await Queue.FindAsync(await Queue.EnqueueAsync(Job(), Stop), Stop)));
        await Queue.EnqueueAsync(Job() with { Sequence = "an app" }, Stop);
        Assert.Equal((4, 1), Place(await Queue.FindAsync(await Queue.EnqueueAsync(Job() with { Sequence = "an app" }, Stop), Stop)));

        static (int, int) Place(JobRecord? job) => (job!.Ahead, job.AheadInSequence);
    }

    [Fact]
    public async Task A_job_is_queued_exactly_when_the_rest_is_stored()
    {
        await using var database = await host.OpenAsync();
        await using (await database.Database.BeginTransactionAsync(Stop))
        {
            Queue.Add(database, Job());
            await database.SaveChangesAsync(Stop);
        }

        Assert.Null(await Claim());
    }

    [Fact]
    public async Task A_schedule_queues_one_job_whichever_server_looks_and_makes_up_once()
    {
        var schedules = host.Get<ScheduleBook>();
        await schedules.SetAsync("daily", "0 7 * * *", "Europe/Berlin", Job(), Stop);
        await schedules.QueueDueAsync(Stop);
        Assert.Null(await Claim());

        host.Clock.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => schedules.QueueDueAsync(Stop)));
        Assert.NotNull(await Claim());
        Assert.Null(await Claim());
        Assert.Equal("jobs.bad-cron", (await Assert.ThrowsAsync<RefusalException>(() => schedules.SetAsync("bad", "often", "UTC", Job(), Stop))).Code);
    }

    /// <summary>Null for SQLite.</summary>
    protected abstract Task<string?> DatabaseUrlAsync();

    private static JobRequest Job() => new("test", Organization, new Guid("00000000-0000-0000-0000-0000000000aa"), "{}");

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen) { }
    }

    private static readonly Dictionary<string, JobShares> NoShares = [];

    private Task<ClaimedJob?> Claim(string owner = "worker") => Store.ClaimAsync(owner, Lease, [], NoShares, null, [], Stop);
}
