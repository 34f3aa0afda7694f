using System.Text.Json;
using Vitrine.Outside.Processes;

namespace Vitrine.Browser.Product;

/// <summary>The product as a newcomer starts it: the program itself in a process of its own, with the demo and the app that comes with it.</summary>
public class DemoServer : IAsyncLifetime
{
    // As it was built, of the same configuration: what stands beside the tests is a copy without all of its parts.
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Web", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "vitrine");

    private static readonly string[] Kept = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];

    private readonly List<string> said = [];
    private LocalProcess? process;
    private Task? reading;

    /// <summary>The data folder, which goes with the server.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("vitrine-demo-").FullName;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The server's process.</summary>
    public int ProcessId => process!.Id;

    /// <summary>What sees the rows that the server sees, and asks the database itself.</summary>
    public ShopTruth Shop => new(Path.Combine(Folder, "demo", "shop.duckdb"));

    /// <summary>Whether data apps are switched on.</summary>
    protected virtual bool HasDataApps => true;

    public string PasswordOf(string email) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Folder, "demo-people.json")))![email];

    public async ValueTask InitializeAsync()
    {
        var environment = Kept.Select(name => (name, Environment.GetEnvironmentVariable(name))).Where(one => one.Item2 is not null).ToDictionary(one => one.name, one => one.Item2!);
        environment["VITRINE_DATA"] = Folder;
        environment["APPS_RUNTIME_ENABLED"] = HasDataApps ? "true" : "false";
        environment["DOTNET_gcServer"] = "0";
        foreach (var (name, value) in await VariablesAsync()) environment[name] = value;
        process = await LocalProcess.StartAsync(new ProcessRequest(Program, ["serve", "--demo", "--listen", "http://127.0.0.1:0"]) { Environment = environment, WorkingDirectory = TestData.Root });
        var isReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reading = Task.WhenAll(ReadAsync(process.Output, isReady), ReadAsync(process.Errors, isReady));
        await Task.WhenAny(isReady.Task, process.Exit).WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        if (process.Exit.IsCompleted) throw new InvalidOperationException($"The server has ended:\n{Said()}");
        if (Said().Contains("was not made", StringComparison.Ordinal)) throw new InvalidOperationException($"There is no demo app:\n{Said()}");
        Url = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "server.json"))).RootElement.GetProperty("url").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        if (reading is not null) await reading;
        await EndedAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>All that the server wrote so far; nobody else reads it.</summary>
    public string Said()
    {
        lock (said) return string.Join('\n', said);
    }

    /// <summary>What else it is started with.</summary>
    protected virtual Task<IReadOnlyDictionary<string, string>> VariablesAsync() => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <summary>The server has ended.</summary>
    protected virtual ValueTask EndedAsync() => ValueTask.CompletedTask;

    private async Task ReadAsync(Stream stream, TaskCompletionSource isReady)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (said) said.Add(line);
            // It is said when the demo's own app is there, or why it is not.
            if (line.StartsWith(HasDataApps ? "The demo's app" : "Ctrl+C", StringComparison.Ordinal)) isReady.TrySetResult();
        }
    }
}
