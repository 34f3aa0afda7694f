using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Sandboxes;

/// <summary>Door of the module that keeps untrusted code apart.</summary>
public static class SandboxesModule
{
    /// <summary>Registers the provider of this machine.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="options">Where its folder and the toolchain are.</param>
    public static IServiceCollection AddSandboxes(this IServiceCollection services, Func<IServiceProvider, LocalSandboxOptions> options)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ISandboxMeter, LedgerMeter>();
        services.AddSingleton<ISandboxProvider>(provider => new LocalSandboxProvider(
            options(provider), provider.GetRequiredService<ISandboxMeter>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LocalSandboxProvider>>()));
        services.AddHostedService<LeftoverBooking>();
        services.AddSingleton<IDoctorCheck, SandboxesDoctorCheck>();
        return services;
    }
}
