using Microsoft.Extensions.DependencyInjection;
using Vitrine.Jobs;
using Vitrine.Primitives;

namespace Vitrine.Integration.Jobs;

/// <summary>The worker with handlers that the test holds in its hand.</summary>
public sealed class JobWorkerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_runs_with_what_was_queued_and_ends_as_done()
    {
        var handler = new TestHandler((job, _) => Task.CompletedTask);
        await using var host = await StartAsync(handler);
        var id = await host.Get<JobQueue>().EnqueueAsync(Request(), Stop);

        var seen = await handler.Started.Task.WaitAsync(Stop);
        Assert.Equal((id, "{\"a\":1}", 1), (seen.JobId, seen.Payload, seen.Attempt));
        Assert.Equal(JobState.Done, await EndAsync(host, id));
    }

    [Fact]
    public async Task A_refusal_ends_the_job_and_tells_the_handler_why()
    {
        var handler = new TestHandler((_, _) => throw new RefusalException("test.no", "No."));
        await using var host = await StartAsync(handler);
        var id = await host.Get<JobQueue>().EnqueueAsync(Request(), Stop);

        Assert.Equal((JobState.Failed, "test.no"), await handler.Ended.Task.WaitAsync(Stop));
        Assert.Equal(JobState.Failed, await EndAsync(host, id));
    }

    [Fact]
    public async Task A_bug_is_tried_again_until_the_attempts_are_spent()
    {
        var attempts = 0;
        var handler = new TestHandler((_, _) => { attempts++; throw new InvalidOperationException("A bug."); });
        await using var host = await StartAsync(handler);
        var id = await host.Get<JobQueue>().EnqueueAsync(Request() with { MaximumAttempts = 2 }, Stop);

        Assert.Equal((JobState.Failed, "jobs.failed"), await handler.Ended.Task.WaitAsync(Stop));
        Assert.Equal(JobState.Failed, await EndAsync(host, id));
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Cancelling_a_running_job_stops_its_handler()
    {
        var handler = new TestHandler((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var host = await StartAsync(handler);
        var id = await host.Get<JobQueue>().EnqueueAsync(Request(), Stop);
        await handler.Started.Task.WaitAsync(Stop);

        Assert.True(await host.Get<JobQueue>().CancelAsync(id, Stop));
        Assert.Equal((JobState.Cancelled, "jobs.cancelled"), await handler.Ended.Task.WaitAsync(Stop));
        Assert.Equal(JobState.Cancelled, await EndAsync(host, id));
    }

    [Fact]
    public async Task A_stopping_server_gives_its_jobs_back_without_counting_the_attempt()
    {
        var handler = new TestHandler((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var host = await StartAsync(handler);
        var id = await host.Get<JobQueue>().EnqueueAsync(Request(), Stop);
        await handler.Started.Task.WaitAsync(Stop);

        await host.Get<JobWorker>().StopAsync(Stop);

        var job = (await host.Get<JobQueue>().FindAsync(id, Stop))!;
        Assert.Equal((JobState.Queued, 0), (job.State, job.Attempts));
        Assert.False(handler.Ended.Task.IsCompleted);
    }

    [Fact]
    public async Task The_job_of_a_killed_server_runs_again_when_its_lease_is_over()
    {
        var handler = new TestHandler((_, _) => Task.CompletedTask);
        await using var host = await StateHost.StartAsync(null, services => Add(services, handler), TimeProvider.System);
        var id = await host.Get<JobQueue>().EnqueueAsync(Request(), Stop);
        // What a kill -9 leaves behind: a running job whose owner says nothing more.
        Assert.NotNull(await host.Get<Vitrine.Jobs.Leases.JobStore>().ClaimAsync("killed", TimeSpan.FromMilliseconds(200), [], new Dictionary<string, JobShares>(), null, [], Stop));

        await host.Get<JobWorker>().StartAsync(Stop);

        Assert.Equal(2, (await handler.Started.Task.WaitAsync(Stop)).Attempt);
        Assert.Equal(JobState.Done, await EndAsync(host, id));
        await host.Get<JobWorker>().StopAsync(Stop);
    }

    [Fact]
    public async Task A_job_that_was_lost_too_often_ends_and_its_handler_hears_of_it()
    {
        var handler = new TestHandler((_, _) => Task.CompletedTask);
        await using var host = await StateHost.StartAsync(null, services => Add(services, handler), TimeProvider.System);
        var id = await host.Get<JobQueue>().EnqueueAsync(Request() with { MaximumAttempts = 1 }, Stop);
        Assert.NotNull(await host.Get<Vitrine.Jobs.Leases.JobStore>().ClaimAsync("killed", TimeSpan.FromMilliseconds(200), [], new Dictionary<string, JobShares>(), null, [], Stop));

        await host.Get<JobWorker>().StartAsync(Stop);

        Assert.Equal((JobState.Failed, "jobs.attempts-spent"), await handler.Ended.Task.WaitAsync(Stop));
        Assert.Equal(JobState.Failed, await EndAsync(host, id));
        Assert.False(handler.Started.Task.IsCompleted);
        await host.Get<JobWorker>().StopAsync(Stop);
    }

    [Fact]
    public async Task A_job_that_this_server_cannot_do_is_left_to_one_that_can()
    {
        await using var host = await StartAsync(new TestHandler((_, _) => Task.CompletedTask));
        var strange = await host.Get<JobQueue>().EnqueueAsync(Request() with { Kind = "of-a-newer-version" }, Stop);
        Assert.Equal(JobState.Done, await EndAsync(host, await host.Get<JobQueue>().EnqueueAsync(Request(), Stop)));

        var job = (await host.Get<JobQueue>().FindAsync(strange, Stop))!;
        Assert.Equal((JobState.Queued, 0), (job.State, job.Attempts));
    }

    private static JobRequest Request() => new("test", Guid.Empty, Guid.Empty, "{\"a\":1}");

    private static void Add(IServiceCollection services, TestHandler handler)
    {
        services.AddSingleton<IJobHandler>(handler);
        services.AddJobWorker(new JobSettings { Round = TimeSpan.FromMilliseconds(50), Heartbeat = TimeSpan.FromMilliseconds(100) });
    }

    private static async Task<StateHost> StartAsync(TestHandler handler)
    {
        var host = await StateHost.StartAsync(null, services => Add(services, handler), TimeProvider.System);
        await host.Get<JobWorker>().StartAsync(Stop);
        return host;
    }

    /// <summary>The state in which the job ended; asks until it has.</summary>
    private static async Task<JobState> EndAsync(StateHost host, Guid id)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            if ((await host.Get<JobQueue>().FindAsync(id, Stop))!.State is var state && state >= JobState.Done) return state;
        }

        throw new InvalidOperationException("The timer ended.");
    }

    private sealed class TestHandler(Func<JobContext, CancellationToken, Task> work) : IJobHandler
    {
        public TaskCompletionSource<JobContext> Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<(JobState State, string Reason)> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Kind => "test";

        public Task RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            Started.TrySetResult(job);
            return work(job, cancellationToken);
        }

        public Task EndedAsync(JobContext job, JobState state, string reason, CancellationToken cancellationToken)
        {
            Ended.TrySetResult((state, reason));
            return Task.CompletedTask;
        }
    }
}
