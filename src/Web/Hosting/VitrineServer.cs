using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Vitrine.Access.SignIn;
using Vitrine.Storage;
using Vitrine.Web.Demo;

namespace Vitrine.Web.Hosting;

/// <summary>A running server: all modules in one process, by its role.</summary>
internal sealed class VitrineServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ServerAddressFile? addressFile;

    private VitrineServer(WebApplication application, ServerOptions options, Uri? address)
    {
        this.application = application;
        Options = options;
        Address = address;
        if (address is null || options.IsPassing) return;
        addressFile = new ServerAddressFile(address.ToString().TrimEnd('/'), Environment.ProcessId);
        addressFile.Write(Folder);
    }

    /// <summary>How it was started.</summary>
    public ServerOptions Options { get; }

    /// <summary>Where it is reached from this machine; null for a worker.</summary>
    public Uri? Address { get; }

    /// <summary>The demo, where it was asked for and this instance is one.</summary>
    public DemoSeed? Demo { get; private init; }

    public IServiceProvider Services => application.Services;

    public DataFolder Folder => Services.GetRequiredService<DataFolder>();

    /// <summary>Starts it, or refuses with what stands in the way: a taken port, a data folder that cannot be written, a database of another version.</summary>
    public static async Task<VitrineServer> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var application = Build(options);
        var listen = options.AddressFrom(application.Configuration);
        try
        {
            ListenRefusals.Check(listen);
            if (options.Role != ServerRole.Worker && !options.IsPassing) await ServerAddressFile.RequireFreeAsync(application.Services.GetRequiredService<DataFolder>(), cancellationToken);
            await DemoStart.RenewAsync(application, options, cancellationToken);
            await application.StartAsync(cancellationToken);
            // There from the start, for whoever asks the server from this machine.
            if (options.Role != ServerRole.Worker) _ = application.Services.GetRequiredService<LoopbackToken>().Value;
            var demo = await DemoStart.SeedAsync(application, options, cancellationToken);
            var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
            return new VitrineServer(application, options, addresses?.FirstOrDefault() is { } first ? ServerAddressFile.ReachedHere(new Uri(first)) : null) { Demo = demo };
        }
        catch (Exception cause)
        {
            await application.DisposeAsync();
            if (ListenRefusals.Find(cause, listen) is { } deaf) throw deaf;
            if (DataFolder.RefusalOf(cause) is { } disk) throw disk;
            throw;
        }
    }

    /// <summary>Waits until somebody stops it.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => application.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        addressFile?.Remove(Folder);
        await application.StopAsync();
        await application.DisposeAsync();
    }

    private static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(VitrineServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        // The framework's endpoint for any address with a dot, which is there in builds that were not published: it declares no access check, and our own page says better that there is nothing.
        builder.Configuration.AddInMemoryCollection([new("DisableStaticAssetNotFoundRuntimeFallback", "true")]);
        builder.Configuration.AddInMemoryCollection(options.Settings);
        DataFolder.From(builder.Configuration).Prepare(); // before anything else reaches for it, with a fault of its own
        ConfigureLogging(builder.Logging, options);
        builder.WebHost.UseUrls(options.AddressFrom(builder.Configuration));
        // The styles and scripts of a build that was not published are where the build left them.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "vitrine.staticwebassets.runtime.json"))) builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded => forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedProto);
        builder.Services.AddVitrine(builder.Configuration, options.Role);
        if (options.Role == ServerRole.Worker) builder.Services.AddSingleton<IServer, SilentServer>();
        options.Services?.Invoke(builder.Services);
        var application = builder.Build();
        if (options.Role != ServerRole.Worker) Pipeline.Use(application);
        return application;
    }

    private static void ConfigureLogging(ILoggingBuilder logging, ServerOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.IsQuiet ? LogLevel.Error : LogLevel.Warning);
        if (!options.IsQuiet) logging.AddFilter("Vitrine", LogLevel.Information);
        // Its own sentence about a fault at start is ours to say, and better.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        // A page that says no-store says more than the form in it asks for.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // The keys lie in the data folder, which only its owner reads; there is nothing to encrypt them with that would not lie beside them.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
