using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Vitrine.Access.SignIn;
using Vitrine.Outside.Http;
using Vitrine.Outside.Processes;
using Vitrine.Storage;

namespace Vitrine.Benchmarks;

/// <summary>A server in a process of its own, asked over HTTP as the demo's analyst.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly LocalProcess process;
    private readonly HttpClient client;

    private RunningServer(LocalProcess process, HttpClient client)
    {
        this.process = process;
        this.client = client;
    }

    /// <summary>From the start of the process to the whole page on which one signs in.</summary>
    public double MillisecondsToFirstPage { get; private init; }

    /// <summary>From the start of the process to the moment when it says that it is up: the demo is there.</summary>
    public double MillisecondsToGreeting { get; private init; }

    public Uri Address => client.BaseAddress!;

    public static async Task<RunningServer> StartAsync(string program, string folder, IReadOnlyDictionary<string, string> settings)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var clock = Stopwatch.StartNew();
        var process = await LocalProcess.StartAsync(new ProcessRequest(program, ["serve", "--listen", address.ToString().TrimEnd('/')]) { Environment = settings });
        // What it says fills a pipe that somebody has to empty.
        var said = new StringWriter();
        _ = DrainAsync(process.Output, said);
        _ = DrainAsync(process.Errors, said);
        var client = OutboundHttp.ForOperatorEndpoints(Patience);
        client.BaseAddress = address;
        await WaitAsync(async () => await client.GetStringAsync("/sign-in") is not null, () => process.Exit.IsCompleted ? said.ToString() : null);
        var page = clock.Elapsed.TotalMilliseconds;
        await WaitAsync(() => Task.FromResult(File.Exists(Path.Combine(folder, "server.json"))), () => process.Exit.IsCompleted ? said.ToString() : null);
        var greeting = clock.Elapsed.TotalMilliseconds;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new LoopbackToken(new DataFolder(folder)).Value);
        client.DefaultRequestHeaders.Add(LoopbackToken.ActAsHeader, "analyst@example.com");
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return new RunningServer(process, client) { MillisecondsToFirstPage = page, MillisecondsToGreeting = greeting };
    }

    public Task<JsonElement> GetAsync(string path) => client.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends a request and reads all of its answer; gives what the server says of its own time, in milliseconds, by name.</summary>
    public async Task<IReadOnlyDictionary<string, double>> PostTimedAsync(string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return response.Headers.TryGetValues("Server-Timing", out var values)
            ? values.SelectMany(value => value.Split(',')).Select(entry => entry.Trim().Split(";dur=")).Where(entry => entry.Length == 2)
                .ToDictionary(entry => entry[0], entry => double.Parse(entry[1], CultureInfo.InvariantCulture))
            : new Dictionary<string, double>();
    }

    /// <summary>Prompts a new app and follows it to its end.</summary>
    public async Task<JsonElement> PromptAsync(string prompt)
    {
        var turn = await PostAsync("/api/v1/projects/shop/apps", new { prompt });
        var path = $"/api/v1/turns/{turn.GetProperty("id").GetString()}";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}/events?after=0");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null);
        return await GetAsync(path);
    }

    /// <summary>Waits until the demo's app is published.</summary>
    public async Task WaitForDemoAppAsync()
        => await WaitAsync(async () => (await GetAsync("/api/v1/apps/shop-overview")) is var app && app.GetProperty("publishedVersion").ValueKind == JsonValueKind.Number && app.GetProperty("spaceId").ValueKind == JsonValueKind.String, () => null);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        // An orderly stop, so that the next start has nothing to tidy up.
        await LocalProcess.RunAsync(new ProcessRequest("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]), CancellationToken.None);
        await process.Exit.WaitAsync(TimeSpan.FromSeconds(40));
        await process.DisposeAsync();
    }

    private static async Task WaitAsync(Func<Task<bool>> isDone, Func<string?> failure)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        do
        {
            if (failure() is { } reason) throw new InvalidOperationException($"The server ended: {reason}");
            try
            {
                if (await isDone()) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet, or what is asked for is not there yet.
            }
        }
        while (await timer.WaitForNextTickAsync(patience.Token));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task DrainAsync(Stream stream, StringWriter into)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (into) into.WriteLine(line);
        }
    }
}
