using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Jobs.Leases;
using Vitrine.Jobs.Queue;
using Vitrine.Jobs.Schedules;
using Vitrine.Storage;

namespace Vitrine.Jobs;

/// <summary>The door of this module.</summary>
public static class JobsModule
{
    /// <summary>Adds the queue and the schedules. A process that also works on jobs adds <see cref="AddJobWorker"/>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IModelPart, JobsModelPart>();
        services.AddSingleton<JobSignals>();
        services.AddSingleton<JobStore>();
        services.AddSingleton(provider => new JobQueue(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(), provider.GetRequiredService<JobSignals>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ScheduleBook(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(), provider.GetRequiredService<JobQueue>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Adds the worker, which asks the registered <see cref="IJobHandler"/>s.</summary>
    public static IServiceCollection AddJobWorker(this IServiceCollection services, JobSettings? settings = null)
    {
        services.AddSingleton(settings ?? new JobSettings());
        services.AddSingleton<JobPlaces>();
        services.AddSingleton<JobRun>();
        services.AddSingleton<JobSweeps>();
        services.AddSingleton(provider => new JobWorker(
            provider.GetRequiredService<JobStore>(), provider.GetRequiredService<JobRun>(), provider.GetRequiredService<ScheduleBook>(), provider.GetRequiredService<JobSweeps>(),
            provider.GetRequiredService<JobSignals>(), provider.GetRequiredService<JobPlaces>(), provider.GetRequiredService<JobSettings>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<JobWorker>>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<JobWorker>());
        return services;
    }
}
