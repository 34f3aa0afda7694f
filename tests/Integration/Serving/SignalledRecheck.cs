using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Builds.Rechecks;
using Vitrine.Jobs;

namespace Vitrine.Integration.Serving;

/// <summary>The real check of published apps after an ingest, which says when it is through.</summary>
internal sealed class SignalledRecheck(RecheckApps recheck, ChannelWriter<bool> ended) : IJobHandler
{
    public string Kind => recheck.Kind;

    /// <summary>Puts it in the place of the handler that is registered.</summary>
    public static void Put(IServiceCollection services, ChannelWriter<bool> ended)
    {
        services.Remove(services.Single(service => service.ImplementationType == typeof(RecheckApps)));
        services.AddSingleton<RecheckApps>();
        services.AddSingleton<IJobHandler>(provider => new SignalledRecheck(provider.GetRequiredService<RecheckApps>(), ended));
    }

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await recheck.RunAsync(job, cancellationToken);
        ended.TryWrite(true);
    }
}
