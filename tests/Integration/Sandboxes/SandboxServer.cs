using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;
using Vitrine.Storage;

namespace Vitrine.Integration.Sandboxes;

/// <summary>A server with a sandbox that works for somebody, as a process of its own that a test kills.</summary>
internal static class SandboxServer
{
    public const string Verb = "sandbox-server";

    public static SandboxOwner Owner { get; } = new(new Guid("00000000-0000-0000-0000-0000000000c0"), new Guid("00000000-0000-0000-0000-0000000000c1"), null, new Guid("00000000-0000-0000-0000-0000000000c2"), null);

    public static void Add(IServiceCollection services)
        => services.AddSandboxes(provider => new LocalSandboxOptions { Folder = provider.GetRequiredService<DataFolder>().Combine("sandboxes"), ToolchainCopies = Path.Combine(Path.GetTempPath(), "vitrine-test-toolchains") });

    /// <summary>What the next server does when it starts.</summary>
    public static Task BookAsync(StateHost host) => host.All<IHostedService>().OfType<LeftoverBooking>().Single().StartAsync(CancellationToken.None);

    /// <summary>Starts one over that data folder, lets it make a sandbox, and kills it without a word of warning.</summary>
    public static async Task KillOneAsync(string data, string how, CancellationToken cancellationToken)
    {
        string[] names = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];
        var environment = names.Select(name => (name, value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.value is not null).ToDictionary(pair => pair.name, pair => pair.value!);
        await using var process = await LocalProcess.StartAsync(new ProcessRequest(Environment.ProcessPath!, [Verb, data, how]) { Environment = environment, WorkingDirectory = AppContext.BaseDirectory });
        using var output = new StreamReader(process.Output);
        using var errors = new StreamReader(process.Errors);
        if (await output.ReadLineAsync(cancellationToken) != "ready") Assert.Fail(await errors.ReadToEndAsync(cancellationToken));
        process.Kill();
        await process.Exit;
    }

    public static async Task<int> RunAsync(string[] args)
    {
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

    private static async Task<ISandbox> ClaimAsync(ISandboxProvider provider)
    {
        var warm = await provider.CreateAsync(new SandboxRequest(), CancellationToken.None);
        await warm.StartAsync(new SandboxCommand("/usr/bin/node", ["-e", "setInterval(() => {}, 1000)"]), CancellationToken.None);
        warm.Claim(Owner);
        return warm;
    }
}
