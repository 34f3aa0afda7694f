using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Vitrine.Outside.Http;
using Vitrine.Outside.Processes;

namespace Vitrine.Browser.Product;

/// <summary>
/// Kills the product itself, with its sandboxes and its browser, while it works on a prompt, and starts it again. Each kill costs the half minute after which the lease of a dead server is
/// another's, so this is for <c>./test --all</c>.
/// </summary>
public sealed class KilledProductTests : IAsyncLifetime
{
    private static readonly TimeSpan Promise = TimeSpan.FromMinutes(2);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Web", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "vitrine");

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-killed-").FullName;
    private LocalProcess? process;
    private Task? reading;
    private HttpClient client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_prompt_ends_within_two_minutes_of_a_restart_whenever_the_product_is_killed()
    {
        Assert.SkipUnless(SlowTests.AreAskedFor, "Six restarts of the whole product: ./test --all.");
        await StartAsync("The demo's app is ready");
        var random = new Random(11);
        var turns = new List<string>();
        for (var kill = 0; kill < 6; kill++)
        {
            using var response = await client.PostAsJsonAsync("/api/v1/projects/shop/apps", new { prompt = "Monthly revenue by region", name = $"Kill {kill}" }, Stop);
            var turn = (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetString()!;
            turns.Add(turn);
            // From a prompt to its end takes some seconds.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 4000)), Stop);
            var state = (await client.GetFromJsonAsync<JsonElement>($"/api/v1/turns/{turn}", Stop)).GetProperty("state").GetString();
            await KillAsync();
            await StartAsync("Vitrine listens");
            var since = TimeProvider.System.GetTimestamp();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            patience.CancelAfter(Promise);
            // The stream ends with the turn.
            await client.GetStringAsync($"/api/v1/turns/{turn}/events", patience.Token);
            var ended = await client.GetFromJsonAsync<JsonElement>($"/api/v1/turns/{turn}", Stop);
            var outcome = ended.GetProperty("state").GetString();
            // On a machine that is busy with other things an app may not come to rest in time: that is the gate's word, and as good an end.
            Assert.True(outcome == "done" || ended.GetProperty("code").GetString() is not (null or "turns.interrupted" or "turns.internal"), ended.GetRawText());
            Assert.Equal(1, ended.GetProperty("versionNumber").GetInt32());
            TestContext.Current.TestOutputHelper?.WriteLine($"killed while {state}: {outcome} {TimeProvider.System.GetElapsedTime(since).TotalSeconds:0.0} s after the restart");
        }

        await ProveLedgerAsync(turns);
        ProveNothingIsLeft();
    }

    /// <summary>Every sandbox that worked for one of them is booked, once, with an end.</summary>
    private async Task ProveLedgerAsync(IReadOnlyList<string> turns)
    {
        // The sandbox of the last one ends a moment after its turn.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var booked = Booked();
        while (turns.Any(turn => !booked.ContainsKey(turn)) && await timer.WaitForNextTickAsync(Stop)) booked = Booked();
        Assert.All(turns, turn => Assert.InRange(booked[turn], 1, 3));
        TestContext.Current.TestOutputHelper?.WriteLine($"sandboxes booked by turn: {string.Join(", ", turns.Select(turn => booked[turn]))}");
    }

    private Dictionary<string, long> Booked()
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "vitrine.db")};Mode=ReadOnly");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT lower(TurnId), count(*), min(Ended - Started) FROM ledger_entries WHERE TurnId IS NOT NULL GROUP BY 1";
        using var reader = command.ExecuteReader();
        var booked = new Dictionary<string, long>();
        while (reader.Read())
        {
            Assert.True(reader.GetInt64(2) >= 0);
            booked[reader.GetString(0)] = reader.GetInt64(1);
        }

        return booked;
    }

    /// <summary>What runs belongs to the server that runs.</summary>
    private void ProveNothingIsLeft()
    {
        var owners = Directory.GetFiles(Path.Combine(folder, "sandboxes"), "server", SearchOption.AllDirectories).Select(file => File.ReadAllText(file).Split(' ')[0]).Distinct();
        Assert.All(owners, owner => Assert.Equal(process!.Id.ToString(CultureInfo.InvariantCulture), owner));
        Assert.InRange(Directory.GetDirectories(Path.Combine(folder, "browsers")).Length, 0, 2);
    }

    private async Task StartAsync(string until)
    {
        string[] kept = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];
        var environment = kept.Select(name => (name, Environment.GetEnvironmentVariable(name))).Where(one => one.Item2 is not null).ToDictionary(one => one.name, one => one.Item2!);
        environment["VITRINE_DATA"] = folder;
        environment["APPS_RUNTIME_ENABLED"] = "true";
        File.Delete(Path.Combine(folder, "server.json"));
        process = await LocalProcess.StartAsync(new ProcessRequest(Program, ["serve", "--demo", "--listen", "http://127.0.0.1:0"]) { Environment = environment, WorkingDirectory = TestData.Root });
        var isReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reading = Task.WhenAll(ReadAsync(process.Output), ReadAsync(process.Errors));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(Path.Combine(folder, "server.json")) || (until.StartsWith("The demo", StringComparison.Ordinal) && !isReady.Task.IsCompleted))
        {
            Assert.False(process.Exit.IsCompleted);
            await timer.WaitForNextTickAsync(Stop);
        }

        var address = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "server.json"), Stop)).RootElement.GetProperty("url").GetString()!;
        client?.Dispose();
        client = OutboundHttp.ForOperatorEndpoints(TimeSpan.FromMinutes(5));
        client.BaseAddress = new Uri(address);
        var passwords = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(folder, "demo-people.json"), Stop))!;
        using var response = await client.PostAsJsonAsync("/api/v1/session", new { email = "analyst@example.com", password = passwords["analyst@example.com"] }, Stop);
        client.DefaultRequestHeaders.Add("Cookie", response.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

        async Task ReadAsync(Stream stream)
        {
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith(until, StringComparison.Ordinal)) isReady.TrySetResult();
            }
        }
    }

    /// <summary>What <c>kill -9</c> does.</summary>
    private async Task KillAsync()
    {
        if (process is null) return;
        process.Kill();
        await process.Exit;
        await process.DisposeAsync();
        if (reading is not null) await reading;
        process = null;
    }
}
