using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Jobs.Queue;
using Vitrine.Primitives;

namespace Vitrine.Jobs.Leases;

/// <summary>One claim of a job, from its handler to its end.</summary>
internal sealed class JobRun(JobStore store, JobSignals signals, JobPlaces places, JobSettings settings, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRun> log)
{
    /// <summary>The kinds that this process can do.</summary>
    public IReadOnlyList<string> Kinds()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IJobHandler>().Select(handler => handler.Kind).Distinct(StringComparer.Ordinal)];
    }

    public async Task RunAsync(ClaimedJob job, CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetServices<IJobHandler>().First(handler => handler.Kind == job.Kind);
        var context = new JobContext(store, places, job);
        if (job.CancelRequested) await EndAsync(handler, context, job, JobState.Cancelled, "jobs.cancelled");
        else if (job.Attempts > job.MaximumAttempts) await EndAsync(handler, context, job, JobState.Failed, "jobs.attempts-spent");
        else await AttemptAsync(handler, context, job, stoppingToken);
    }

    private async Task AttemptAsync(IJobHandler handler, JobContext context, ClaimedJob job, CancellationToken stoppingToken)
    {
        using var stop = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, stoppingToken);
        using var ended = new CancellationTokenSource();
        signals.Watch(job.Id, stop);
        var lease = KeepAsync(job, stop, ended.Token);
        try
        {
            await handler.RunAsync(context, either.Token);
            await store.FinishAsync(job, JobState.Done, null, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            await store.ReleaseAsync(job, clock.GetUtcNow(), "jobs.server-stopped", countAttempt: false, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await EndAsync(handler, context, job, JobState.Cancelled, "jobs.cancelled");
        }
        catch (RefusalException refusal)
        {
            await EndAsync(handler, context, job, JobState.Failed, refusal.Code);
        }
#pragma warning disable CA1031 // The boundary of a job: a bug is logged, and the job tried again while it may.
        catch (Exception exception)
        {
            log.LogError(exception, "Attempt {Attempt} of job {Job} of kind {Kind} failed.", job.Attempts, job.Id, job.Kind);
            if (job.Attempts >= job.MaximumAttempts) await EndAsync(handler, context, job, JobState.Failed, "jobs.failed");
            else await store.ReleaseAsync(job, clock.GetUtcNow() + (settings.RetryAfter * Math.Pow(2, job.Attempts)), "jobs.failed", countAttempt: true, CancellationToken.None);
        }
#pragma warning restore CA1031
        finally
        {
            signals.Forget(job.Id);
            await ended.CancelAsync();
            await lease;
        }
    }

    /// <summary>Tells the handler and then ends the job. A server that is killed in between tells it again; one that lost the lease tells nobody.</summary>
    private async Task EndAsync(IJobHandler handler, JobContext context, ClaimedJob job, JobState state, string reason)
    {
        if (await store.ExtendAsync(job, settings.Lease, CancellationToken.None) is null) return;
        await handler.EndedAsync(context, state, reason, CancellationToken.None);
        await store.FinishAsync(job, state, reason, CancellationToken.None);
    }

    private async Task KeepAsync(ClaimedJob job, CancellationTokenSource stop, CancellationToken ended)
    {
        var lastSign = clock.GetTimestamp();
        using var timer = new PeriodicTimer(settings.Heartbeat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    var isToStop = await store.ExtendAsync(job, settings.Lease, ended);
                    lastSign = clock.GetTimestamp();
                    if (isToStop is not false)
                    {
                        await stop.CancelAsync();
                        return;
                    }
                }
#pragma warning disable CA1031 // A database that is away for a moment costs a sign of life; one that stays away, the lease.
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    log.LogWarning(exception, "The lease of job {Job} could not be extended.", job.Id);
                    if (clock.GetElapsedTime(lastSign) < settings.Lease) continue;
                    await stop.CancelAsync();
                    return;
                }
#pragma warning restore CA1031
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
    }
}
