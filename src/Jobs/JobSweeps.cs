using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vitrine.Jobs;

/// <summary>Runs the sweeps when a worker starts, and again after each <see cref="JobSettings.Sweep"/>.</summary>
internal sealed class JobSweeps(IServiceScopeFactory scopes, JobSettings settings, TimeProvider clock, ILogger<JobSweeps> log)
{
    private long? last;

    /// <summary>Runs them when it is time. One that fails keeps no other, and no job, from its turn.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (last is { } before && clock.GetElapsedTime(before) < settings.Sweep) return;
        last = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        foreach (var sweep in scope.ServiceProvider.GetServices<IJobSweep>())
        {
            try
            {
                await sweep.SweepAsync(cancellationToken);
            }
#pragma warning disable CA1031 // A boundary: the next sweep tries again.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                log.LogError(exception, "{Sweep} failed", sweep.GetType().Name);
            }
#pragma warning restore CA1031
        }
    }
}
