using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Jobs.Leases;
using Vitrine.Jobs.Queue;
using Vitrine.Jobs.Schedules;

namespace Vitrine.Jobs;

/// <summary>Takes jobs while this process has free slots, keeps their leases, and queues what schedules ask for.</summary>
public sealed class JobWorker : BackgroundService
{
    private readonly JobStore store;
    private readonly JobRun run;
    private readonly ScheduleBook schedules;
    private readonly JobSweeps sweeps;
    private readonly JobSignals signals;
    private readonly JobPlaces places;
    private readonly JobSettings settings;
    private readonly TimeProvider clock;
    private readonly ILogger<JobWorker> log;
    private readonly ConcurrentDictionary<Guid, Task> running = new();
    private readonly string owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Path.GetRandomFileName()}";
    private IReadOnlyList<string>? kinds;

    internal JobWorker(
        JobStore store, JobRun run, ScheduleBook schedules, JobSweeps sweeps, JobSignals signals, JobPlaces places, JobSettings settings, TimeProvider clock, ILogger<JobWorker> log)
    {
        this.store = store;
        this.run = run;
        this.schedules = schedules;
        this.sweeps = sweeps;
        this.signals = signals;
        this.places = places;
        this.settings = settings;
        this.clock = clock;
        this.log = log;
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var work = Task.WhenAll(running.Values);
        await Task.WhenAny(work, Task.Delay(settings.Farewell, clock, cancellationToken));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sweeps.RunAsync(stoppingToken);
                await schedules.QueueDueAsync(stoppingToken);
                await TakeAsync(stoppingToken);
                await signals.WaitAsync(settings.Round, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The boundary of the worker: a database that is away for a while must not end it.
            catch (Exception exception)
            {
                log.LogError(exception, "The worker could not look for jobs; it tries again.");
                await Task.Delay(settings.Round, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
#pragma warning restore CA1031
        }
    }

    private async Task TakeAsync(CancellationToken stoppingToken)
    {
        kinds ??= run.Kinds();
        if (kinds.Count == 0) return;
        places.Readmit();
        while (places.HasRoom)
        {
            if (await store.ClaimAsync(owner, settings.Lease, places.FullQueues(), settings.Shares, kinds, [.. running.Keys], stoppingToken) is not { } job) return;
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            places.Take(job.Id, job.Queue);
            running[job.Id] = WorkAsync(job, started.Task, stoppingToken);
            started.SetResult();
        }
    }

    private async Task WorkAsync(ClaimedJob job, Task started, CancellationToken stoppingToken)
    {
        await started; // the place is taken before the work can give it back
        try
        {
            await run.RunAsync(job, stoppingToken);
        }
#pragma warning disable CA1031 // The boundary of a job: what escapes here is a bug or an absent database; the lease runs out and the job is taken again.
        catch (Exception exception)
        {
            log.LogError(exception, "Job {Job} of kind {Kind} could not be ended.", job.Id, job.Kind);
        }
#pragma warning restore CA1031
        finally
        {
            running.TryRemove(job.Id, out _);
            places.Leave(job.Id);
        }
    }
}
