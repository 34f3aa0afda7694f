using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Web.Hosting;

namespace Vitrine.Integration.Web;

/// <summary>
/// Verbs on a machine where no server runs: <c>vitrine prompt</c> brings one along for the time of the job, with the composer, real sandboxes and a demo that it makes itself. And what a machine can do
/// to it: no browser, no template, a folder that cannot be written, a disk that is full, a port that is taken.
/// </summary>
public sealed class OwnServerTests : IDisposable
{
    private static readonly (string Name, string Value)[] WithDemo = [("VITRINE_DEMO", "true"), ("VITRINE_LISTEN", "http://localhost:8099")];

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-own-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_first_prompt_makes_the_demo_and_without_a_browser_its_version_is_unverified()
    {
        string[] noBrowser = ["--tmpfs", "/usr/lib/chromium", "--tmpfs", "/opt"];
        var built = await VitrineProcess.RunMountedAsync(folder, WithDemo, noBrowser, "prompt", "--json", "Revenue by region");
        Assert.Equal((4, "unverified", 1), (built.ExitCode, Text(built.Json, "status"), built.Json.GetProperty("version").GetInt32()));
        Assert.Contains("Not every gate could run on this machine", Text(built.Json, "message"), StringComparison.Ordinal);
        Assert.Equal("http://localhost:8099/p/shop/apps/revenue-by-region/edit", Text(built.Json, "url"));
        var gates = built.Json.GetProperty("gates").EnumerateArray().ToDictionary(gate => Text(gate, "name"), gate => Text(gate, "status"));
        Assert.Equal(("passed", "passed", "passed", "unverified", "passed", "unverified"), (gates["contracts"], gates["types"], gates["build"], gates["render"], gates["queries"], gates["accessibility"]));
        Assert.False(File.Exists(Path.Combine(folder, "server.json")));

        // Three days later the next start makes the data anew; nothing is open then.
        var shop = new FileInfo(Path.Combine(folder, "demo", "shop.duckdb"));
        var today = shop.LastWriteTimeUtc.Date;
        shop.LastWriteTimeUtc = today.AddDays(-3);
        var declined = await VitrineProcess.RunAsync(folder, WithDemo, "prompt", "--json", "The weather on Mars by penguin species");
        Assert.Equal((3, "declined"), (declined.ExitCode, Text(declined.Json, "status")));
        Assert.Contains("penguin", Text(declined.Json, "message"), StringComparison.Ordinal);
        Assert.Contains("revenue", Text(declined.Json, "message"), StringComparison.OrdinalIgnoreCase);

        shop.Refresh();
        Assert.InRange(shop.LastWriteTimeUtc, today, today.AddDays(2));

        // Ctrl+C stops the work of one's own server too, and what was written is kept.
        await using var interrupted = await VitrineProcess.StartAsync(folder, WithDemo, "prompt", "--json", "Number of orders by payment method");
        await SaysAsync(interrupted.Errors, "checking");
        await VitrineProcess.InterruptAsync(interrupted);
        using var output = new StreamReader(interrupted.Output);
        var told = new VitrineProcess.Result(5, await output.ReadToEndAsync(Stop), "");
        Assert.Equal((5, "cancelled", 1), (await interrupted.Exit, Text(told.Json, "status"), told.Json.GetProperty("version").GetInt32()));

        var failed = await VitrineProcess.RunAsync(folder, [.. WithDemo, ("VITRINE_TEMPLATE", "/nowhere")], "prompt", "--json", "--follow-up", "revenue-by-region", "as a table");
        Assert.Equal((2, "failed"), (failed.ExitCode, Text(failed.Json, "status")));
        Assert.Contains("eng/prepare-template.sh", Text(failed.Json, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_says_where_it_is_who_may_sign_in_and_what_to_try_and_ends_in_order()
    {
        await using var server = await VitrineProcess.StartAsync(folder, [("APPS_RUNTIME_ENABLED", "false")], "serve", "--demo", "--listen", "http://127.0.0.1:0");
        var said = await SaysAsync(server.Output, "Ctrl+C stops it.");
        foreach (var part in new[] { "Vitrine is at http://localhost:", "admin@example.com", "analyst@example.com", "viewer@example.com", "sees the West only", "A second project is there too", "./run prompt \"", "APPS_RUNTIME_ENABLED=true" })
            Assert.Contains(part, said, StringComparison.Ordinal);
        var password = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(folder, "demo-people.json"), Stop))!["viewer@example.com"];
        Assert.Contains(password, said, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "server.json")));

        // Another one would clear away its sandboxes, and take the verbs from it.
        var second = await VitrineProcess.RunAsync(folder, "serve", "--listen", "http://127.0.0.1:0");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("(serve.folder-in-use)", second.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "server.json")));

        await VitrineProcess.InterruptAsync(server);
        Assert.Equal(0, await server.Exit);
        Assert.False(File.Exists(Path.Combine(folder, "server.json")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_before_anything_begins()
    {
        foreach (var verb in new[] { new[] { "prompt", "Revenue by region" }, ["serve", "--listen", "http://127.0.0.1:0"] })
        {
            var run = await VitrineProcess.RunMountedAsync(folder, WithDemo, ["--ro-bind", folder, folder], verb);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"cannot write to its data folder {folder}", run.Output + run.Errors, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_full_disk_is_said_and_with_room_again_all_is_as_it_was()
    {
        const string script = """
            ask() { "$0" prompt --json 'The weather on Mars by penguin species' 2> /dev/null; echo "code $?"; }
            ask; echo ---
            dd if=/dev/zero of="$VITRINE_DATA/fill" bs=64k 2> /dev/null
            ask; echo ---
            rm "$VITRINE_DATA/fill"
            ask
            """;
        var run = await VitrineProcess.RunMountedAsync(folder, WithDemo, ["--size", "96000000", "--tmpfs", folder], script: script);
        var answers = run.Output.Split("---\n").Select(part => part.Trim().Split('\n')).ToList();
        Assert.Equal(["code 3", "code 1", "code 3"], answers.Select(answer => answer[^1]));
        Assert.Contains("data is full", answers[1][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_too_small_for_the_demo_is_said()
    {
        var run = await VitrineProcess.RunMountedAsync(folder, WithDemo, ["--size", "12000000", "--tmpfs", folder], "prompt", "--json", "Revenue by region");
        Assert.Equal((1, "error"), (run.ExitCode, Text(run.Json, "status")));
        Assert.Contains("is full", Text(run.Json, "message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://203.0.113.1:8080", "serve.address-absent")]
    [InlineData("banana", "serve.bad-address")]
    [InlineData("http://localhost:99999", "serve.bad-address")]
    [InlineData("http://localhost:0", "serve.bad-address")]
    public async Task What_is_no_address_is_said(string listen, string code) => Assert.Equal(code, await RefusedAsync(listen));

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        Assert.Equal("serve.address-taken", await RefusedAsync($"http://127.0.0.1:{((System.Net.IPEndPoint)other.LocalEndpoint).Port}"));
    }

    /// <summary>Reads until a line says this, and gives what was said.</summary>
    private static async Task<string> SaysAsync(Stream stream, string part)
    {
        var reader = new StreamReader(stream);
        var said = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            said.AppendLine(line);
            if (line.Contains(part, StringComparison.Ordinal)) return said.ToString();
        }

        throw new InvalidOperationException($"It ended before it said '{part}': {said}");
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private async Task<string> RefusedAsync(string listen)
    {
        var options = new ServerOptions { Listen = listen, IsQuiet = true, Settings = new Dictionary<string, string?> { ["VITRINE_DATA"] = folder, ["DATABASE_URL"] = null } };
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => VitrineServer.StartAsync(options, Stop));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return refusal.Code;
    }
}
