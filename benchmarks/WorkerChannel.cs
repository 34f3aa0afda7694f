using System.Text;
using System.Text.Json.Nodes;

namespace Vitrine.Benchmarks;

/// <summary>Asks a build worker, wherever it runs, by its lines of JSON: the same way in a sandbox and beside it.</summary>
internal sealed class WorkerChannel(Stream input, Stream output) : IDisposable
{
    private readonly StreamReader reader = new(output, Encoding.UTF8);
    private int last;

    /// <summary>Waits until it can be asked.</summary>
    public async Task WaitAsync() => _ = await reader.ReadLineAsync() ?? throw new InvalidOperationException("The build worker did not start.");

    /// <summary>Hands it these files and builds what it has.</summary>
    public async Task BuildAsync(IReadOnlyDictionary<string, string> files)
    {
        await AskAsync("files", new JsonObject { ["put"] = new JsonObject([.. files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))]), ["delete"] = new JsonArray() });
        var built = await AskAsync("build", []);
        if (!built.Contains("\"script\":\"", StringComparison.Ordinal)) throw new InvalidOperationException($"It did not build: {built[..Math.Min(built.Length, 500)]}");
    }

    public void Dispose() => reader.Dispose();

    private async Task<string> AskAsync(string operation, JsonObject request)
    {
        request["id"] = ++last;
        request["op"] = operation;
        await input.WriteAsync(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
        await input.FlushAsync();
        return await reader.ReadLineAsync() ?? throw new InvalidOperationException("The build worker has ended.");
    }
}
