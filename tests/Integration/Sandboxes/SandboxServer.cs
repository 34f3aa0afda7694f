using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;
using Vitrine.Storage;

namespace Vitrine.Integration.Sandboxes;

/// <summary>A server with a sandbox that works for somebody, as a process of its own that a test kills.</summary>
internal static class SandboxServer
{
    public const string Verb = "sandbox-server", Restless = "restless";

    public static SandboxOwner Owner { get; } = new(new Guid("00000000-0000-0000-0000-0000000000c0"), new Guid("00000000-0000-0000-0000-0000000000c1"), null, new Guid("00000000-0000-0000-0000-0000000000c2"), null);

    public static void Add(IServiceCollection services)
        => services.AddSandboxes(provider => new LocalSandboxOptions { Folder = provider.GetRequiredService<DataFolder>().Combine("sandboxes"), ToolchainCopies = Path.Combine(Path.GetTempPath(), "vitrine-test-toolchains") });

    /// <summary>What the next server does when it starts.</summary>
    public static Task BookAsync(StateHost host) => host.All<IHostedService>().OfType<LeftoverBooking>().Single().StartAsync(CancellationToken.None);

    /// <summary>A server's own provider, without the rest of it.</summary>
    public static LocalSandboxProvider Provide(string data)
        => new(new LocalSandboxOptions { Folder = Path.Combine(data, "sandboxes"), ToolchainCopies = Path.Combine(Path.GetTempPath(), "vitrine-test-toolchains") }, new BookedIntervals(), TimeProvider.System, NullLogger<LocalSandboxProvider>.Instance);

    /// <summary>Starts one over that data folder, lets it make a sandbox, and kills it without a word of warning, at once or after a while.</summary>
    public static async Task KillOneAsync(string data, string how, CancellationToken cancellationToken, TimeSpan after = default)
    {
        string[] names = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];
        var environment = names.Select(name => (name, value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.value is not null).ToDictionary(pair => pair.name, pair => pair.value!);
        await using var process = await LocalProcess.StartAsync(new ProcessRequest(Environment.ProcessPath!, [Verb, data, how]) { Environment = environment, WorkingDirectory = AppContext.BaseDirectory });
        using var output = new StreamReader(process.Output);
        using var errors = new StreamReader(process.Errors);
        if (await output.ReadLineAsync(cancellationToken) != "ready") Assert.Fail(await errors.ReadToEndAsync(cancellationToken));
        // Chance, and nothing that is waited for.
        await Task.Delay(after, cancellationToken);
        process.Kill();
        await process.Exit;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        if (args[1] == Restless) await StartAndEndAsync(args[0]);
        await using var host = await StateHost.StartAsync(null, Add, TimeProvider.System, args[0]);
        var provider = host.Get<ISandboxProvider>();
        var isWarm = args[1] == "warm";
        var sandbox = await provider.CreateAsync(new SandboxRequest { Owner = isWarm ? null : Owner }, CancellationToken.None);
        await sandbox.StartAsync(new SandboxCommand("/usr/bin/node", ["-e", "setInterval(() => {}, 1000)"]), CancellationToken.None);
        if (args[1] == "claimed later") sandbox = await ClaimAsync(provider);
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>Starts sandboxes without end, three at a time, each of which is ended at once: whenever this is killed, one is starting. What runs in them carries the name of the data folder.</summary>
    private static async Task StartAndEndAsync(string data)
    {
        var provider = Provide(data);
        var ready = await provider.ProbeAsync(CancellationToken.None);
        Console.WriteLine(ready.IsReady ? "ready" : ready.Reason);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                await using var sandbox = await provider.CreateAsync(new SandboxRequest { Owner = Owner }, CancellationToken.None);
                await sandbox.StartAsync(new SandboxCommand("/usr/bin/node", ["-e", "setInterval(() => {}, 1000)", Path.GetFileName(data)]), CancellationToken.None);
            }
        })));
    }

    private static async Task<ISandbox> ClaimAsync(ISandboxProvider provider)
    {
        var warm = await provider.CreateAsync(new SandboxRequest(), CancellationToken.None);
        await warm.StartAsync(new SandboxCommand("/usr/bin/node", ["-e", "setInterval(() => {}, 1000)"]), CancellationToken.None);
        warm.Claim(Owner);
        return warm;
    }
}
