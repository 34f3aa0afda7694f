using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;
using Vitrine.Sandboxes.E2b;
using Vitrine.Sandboxes.Host;
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
        AddAround(services);
        services.AddSingleton<ISandboxProvider>(provider => new LocalSandboxProvider(
            options(provider), provider.GetRequiredService<ISandboxMeter>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LocalSandboxProvider>>()));
        services.AddHostedService<LeftoverBooking>();
        return services;
    }

    /// <summary>Registers E2B, or a sandbox host of one's own, as the provider.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="options">Which account, and which template.</param>
    public static IServiceCollection AddE2bSandboxes(this IServiceCollection services, Func<IServiceProvider, E2bSandboxOptions> options)
    {
        AddAround(services);
        services.AddSingleton<ISandboxProvider>(provider => new E2bSandboxProvider(
            options(provider), provider.GetRequiredService<ISandboxMeter>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<E2bSandboxProvider>>()));
        services.AddHostedService<LeftoverEnding>();
        return services;
    }

    /// <summary>Which provider the configuration names: that of <c>SANDBOX_PROVIDER</c>, else <c>e2b</c> where there is a key for it, else <c>local</c>.</summary>
    /// <exception cref="RefusalException"><c>sandbox.bad-provider</c>.</exception>
    public static string ProviderOf(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var named = configuration["SANDBOX_PROVIDER"]?.Trim().ToLowerInvariant();
        return named switch
        {
            null or "" => string.IsNullOrWhiteSpace(configuration["E2B_API_KEY"]) ? "local" : "e2b",
            "local" or "e2b" => named,
            _ => throw new RefusalException("sandbox.bad-provider", $"SANDBOX_PROVIDER is '{named}' and has to be local or e2b.", RefusalKind.Unavailable),
        };
    }

    /// <summary>Starts a sandbox host that lends sandboxes of this machine. The caller disposes of it.</summary>
    /// <param name="options">What it lends, and to whom.</param>
    /// <param name="local">Where the sandboxes' own folder and the toolchain are.</param>
    /// <param name="logs">Where it logs.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="RefusalException">It cannot lend any: no keys, no sandboxes on this machine, an address that is taken.</exception>
    public static async Task<SandboxHostServer> StartSandboxHostAsync(SandboxHostOptions options, LocalSandboxOptions local, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(local);
        var provider = new LocalSandboxProvider(local with { HasPrograms = true, PausedOutlive = SandboxHostOptions.PausedOutlive }, new UnbookedMeter(), TimeProvider.System, logs.CreateLogger<LocalSandboxProvider>());
        try
        {
            return await SandboxHostServer.StartAsync(options, provider, TimeProvider.System, logs, cancellationToken);
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    private static void AddAround(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ISandboxMeter, LedgerMeter>();
        services.AddSingleton<IDoctorCheck, SandboxesDoctorCheck>();
    }
}
