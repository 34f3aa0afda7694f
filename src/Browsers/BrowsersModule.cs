using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Browsers.Pictures;
using Vitrine.Primitives;

namespace Vitrine.Browsers;

/// <summary>Door of the module that looks at apps with a browser.</summary>
public static class BrowsersModule
{
    /// <summary>Registers the pool, and what draws pictures with it.</summary>
    public static IServiceCollection AddBrowsers(this IServiceCollection services, Func<IServiceProvider, BrowserPoolOptions> options)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider => new BrowserPool(options(provider), provider.GetRequiredService<ILogger<BrowserPool>>()));
        services.AddSingleton<IPictureRedraw>(provider => new JailedRedraw(provider.GetRequiredService<BrowserPool>(), provider.GetRequiredService<ILogger<JailedRedraw>>()));
        services.AddSingleton<IDoctorCheck, DoctorCheck>();
        return services;
    }

    private sealed class DoctorCheck(BrowserPool pool) : IDoctorCheck
    {
        public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await pool.WarmAsync(cancellationToken);
            var availability = pool.Availability;
            yield return availability.IsAvailable
                ? new DoctorFinding("Browser", DoctorStatus.Fine, "Chromium starts in its jail.")
                : new DoctorFinding("Browser", DoctorStatus.Limited, "Versions stay 'unverified', because nothing can be rendered.", availability.Reason);
        }
    }
}
