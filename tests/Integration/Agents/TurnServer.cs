using System.Collections.Concurrent;
using System.Globalization;
using Vitrine.Agents.LanguageModels;
using Vitrine.Integration.LanguageModels;
using Vitrine.Jobs;
using Vitrine.Outside.Processes;

namespace Vitrine.Integration.Agents;

/// <summary>
/// A server that does turns, as a process of its own that a test kills. It says <c>ready</c> when it works and <c>reached</c> when it has come to the point where it was told to stop; there it
/// stays until it is killed, unless the point begins with <c>~</c>: then it goes on, so that the kill finds it somewhere behind.
/// </summary>
internal sealed class TurnServer : IAsyncDisposable
{
    public const string Verb = "turn-server";

    private readonly LocalProcess process;
    private readonly StreamReader output;

    private TurnServer(LocalProcess process)
    {
        this.process = process;
        output = new StreamReader(process.Output);
    }

    /// <summary>Starts it over what a host of the test has made, and returns when it works.</summary>
    /// <param name="host">Whose database and blobs it uses.</param>
    /// <param name="folder">The folder of <see cref="TurnParts"/>.</param>
    /// <param name="databaseUrl">Null for SQLite.</param>
    /// <param name="point">Where it stops; null for nowhere.</param>
    /// <param name="count">At the how-manieth time.</param>
    /// <param name="model">Where a language model is asked; null for none.</param>
    /// <param name="clarifies">Whether it is asked small things beside the work as well.</param>
    public static async Task<TurnServer> StartAsync(StateHost host, string folder, string? databaseUrl, string? point, int count, Uri? model = null, bool clarifies = false)
    {
        string[] names = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR", "LANG"];
        var environment = names.Select(name => (name, value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.value is not null).ToDictionary(pair => pair.name, pair => pair.value!);
        var server = new TurnServer(await LocalProcess.StartAsync(new ProcessRequest(
            Environment.ProcessPath!, [Verb, folder, host.Folder.Path, databaseUrl ?? "", point ?? "", count.ToString(CultureInfo.InvariantCulture), model?.ToString() ?? "", clarifies ? "clarifies" : ""])
        {
            Environment = environment,
            WorkingDirectory = AppContext.BaseDirectory,
        }));
        await server.SaysAsync("ready");
        return server;
    }

    /// <summary>Returns when it has come to its point.</summary>
    public Task ReachedAsync() => SaysAsync("reached");

    /// <summary>What <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.Exit;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        output.Dispose();
    }

    /// <summary>The server itself.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, data, url, point, count) = (args[0], args[1], args[2].Length == 0 ? null : args[2], args[3], int.Parse(args[4], CultureInfo.InvariantCulture));
        var passes = new ConcurrentDictionary<string, int>();
        async Task ReachedAsync(string name, CancellationToken cancellationToken)
        {
            if (name != point.TrimStart('~') || passes.AddOrUpdate(name, 1, (_, seen) => seen + 1) != count) return;
            Console.WriteLine("reached");
            if (point[0] == '~') return;
            await Task.Delay(Timeout.Infinite, CancellationToken.None); // not even a cancelled job gets past here
        }

        await using var host = await StateHost.StartAsync(
            url,
            services =>
            {
                TurnParts.Add(services, folder, ReachedAsync);
                if (args[5].Length > 0) ModelParts.Add(services, new Uri(args[5]), args[6].Length > 0 ? new LanguageModelSettings() : null);
            },
            TimeProvider.System,
            data);
        TurnParts.OpenLayer(host.Services);
        await host.Get<JobWorker>().StartAsync(CancellationToken.None);
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private async Task SaysAsync(string word)
    {
        while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line == word) return;
        }

        using var errors = new StreamReader(process.Errors);
        throw new InvalidOperationException($"The server ended before it said {word}: {await errors.ReadToEndAsync(TestContext.Current.CancellationToken)}");
    }
}
