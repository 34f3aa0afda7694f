using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Host;

/// <summary>A sandbox host that runs: it lends the sandboxes of a provider over E2B's protocol, until it is disposed of.</summary>
public sealed class SandboxHostServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly HostedSandboxes sandboxes;
    private readonly IAsyncDisposable? provider;

    private SandboxHostServer(WebApplication application, HostedSandboxes sandboxes, IAsyncDisposable? provider)
    {
        (this.application, this.sandboxes, this.provider) = (application, sandboxes, provider);
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public string Address => application.Urls.First();

    /// <summary>Sandboxes that run now; for who watches over the host.</summary>
    public int Running => sandboxes.Running;

    /// <summary>Starts it. What it cannot do shows here and not with the first sandbox.</summary>
    /// <exception cref="RefusalException"><c>sandbox-host.no-keys</c>, <c>sandbox-host.bad-key</c>, <c>sandbox.unavailable</c>, <c>sandbox-host.bad-address</c>, <c>sandbox-host.address-taken</c>.</exception>
    internal static async Task<SandboxHostServer> StartAsync(SandboxHostOptions options, ISandboxProvider provider, TimeProvider clock, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        RequireAddress(options.Address);
        PrivateFolder.Create(options.Folder);
        var secrets = new HostSecrets(options.ApiKeys, options.Folder);
        var readiness = await provider.ProbeAsync(cancellationToken);
        if (!readiness.IsReady) throw new RefusalException("sandbox.unavailable", $"{readiness.Reason} {readiness.Remedy}".Trim(), RefusalKind.Unavailable);

        var log = logs.CreateLogger<SandboxHostServer>();
        var sandboxes = new HostedSandboxes(options, provider, clock, log);
        var door = new HostDoor(new ControlPlane(options, sandboxes, secrets, new HostTemplates(options.Version)), sandboxes, secrets, new InsideRpc(options, clock), new InsideFiles(options), log);
        // Nothing of the server's own settings may move or open it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Address).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Streams and uploads live long and may say little.
            (kestrel.Limits.MinRequestBodyDataRate, kestrel.Limits.MinResponseDataRate) = (null, null);
            kestrel.Limits.MaxRequestBodySize = HostWriting.MostJsonBytes;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(10);
        });
        builder.Services.AddSingleton(logs);
        var application = builder.Build();
        application.Run(door.HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or SocketException)
        {
            await sandboxes.DisposeAsync();
            await application.DisposeAsync();
            throw cause is SocketException ? BadAddress(options.Address, $"the system says: {cause.Message}") : new RefusalException("sandbox-host.address-taken", $"The sandbox host cannot listen at {options.Address}. Stop what listens there, or choose another port with SANDBOX_HOST_PORT.", RefusalKind.Unavailable);
        }

        return new SandboxHostServer(application, sandboxes, provider as IAsyncDisposable);
    }

    private static void RequireAddress(string address)
    {
        try
        {
            if (BindingAddress.Parse(address).Scheme != "http") throw BadAddress(address, "it speaks http alone, and TLS belongs into a proxy in front of it");
        }
        catch (FormatException)
        {
            throw BadAddress(address, "that is no address");
        }
    }

    private static RefusalException BadAddress(string address, string reason)
        => new("sandbox-host.bad-address", $"The sandbox host cannot listen at {address}: {reason}. Choose an address of this machine with --listen, such as http://0.0.0.0:3000.", RefusalKind.Unavailable);

    /// <summary>Completes when it is told to stop, by a signal.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => application.WaitForShutdownAsync(cancellationToken);

    /// <summary>Ends all sandboxes that run; what is paused stays.</summary>
    public async ValueTask DisposeAsync()
    {
        // Sandboxes first: streams that wait for them end.
        await sandboxes.DisposeAsync();
        await application.DisposeAsync();
        if (provider is not null) await provider.DisposeAsync();
    }
}
