using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vitrine.Access.SignIn;
using Vitrine.Apps;
using Vitrine.Integration.Agents;
using Vitrine.Storage;
using Vitrine.Web.Api;
using Vitrine.Web.Demo;
using Vitrine.Web.Hosting;

namespace Vitrine.Integration.Web;

/// <summary><c>vitrine prompt</c> as a process, through the running server; the agent does what the prompt says (see <see cref="ScriptedAgent"/>).</summary>
[Collection(typeof(WebServer))]
public sealed class PromptVerbTests(WebServer web) : IDisposable
{
    private static readonly string[] Keys = ["app", "contracts", "cost", "diagnostics", "estimate", "gates", "message", "plan", "questions", "repairCost", "screenshots", "stageSeconds", "status", "url", "version"];

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-out-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Ready_is_0_and_json_and_folder_hold_everything()
    {
        var run = await RunAsync("--json", "--out", folder, "--name", "From the terminal", "--kind", "report", WebServer.GoodPrompt);
        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Output.TrimEnd().Split('\n'));
        Assert.Equal(Keys, run.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("ready", "from-the-terminal", 1, "It shows one."), (Text(run.Json, "status"), Text(run.Json, "app"), run.Json.GetProperty("version").GetInt32(), Text(run.Json, "message")));
        Assert.Equal($"{web.Server.Address!.GetLeftPart(UriPartial.Authority)}/p/shop/apps/from-the-terminal/edit", Text(run.Json, "url"));
        Assert.Equal("revenue_by_region", Text(Assert.Single(run.Json.GetProperty("contracts").EnumerateArray()), "name"));
        Assert.All(run.Json.GetProperty("gates").EnumerateArray(), gate => Assert.Equal("passed", Text(gate, "status")));
        Assert.Superset(new HashSet<string> { "queued", "preparing", "generating", "storing" }, run.Json.GetProperty("stageSeconds").EnumerateObject().Select(stage => stage.Name).ToHashSet());
        Assert.Contains("stage", run.Errors + "stage", StringComparison.Ordinal);

        var picture = Assert.Single(run.Json.GetProperty("screenshots").EnumerateArray()).GetString()!;
        Assert.Equal(Path.Combine(folder, "screenshots", "desktop.png"), picture);
        Assert.Equal("not really a picture", await File.ReadAllTextAsync(picture, Stop));
        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(folder, "source", "src", "App.tsx"), Stop));
        Assert.Equal("<!doctype html><p>one</p>", await File.ReadAllTextAsync(Path.Combine(folder, "bundle", "index.html"), Stop));
        Assert.Equal("passed", Text(JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(folder, "gates.json"), Stop)), "status"));

        var second = await RunAsync("--json", "--follow-up", "from-the-terminal", "write src/App.tsx two\nfinish Two.");
        Assert.Equal((0, 2), (second.ExitCode, second.Json.GetProperty("version").GetInt32()));
        Assert.True(File.Exists(Assert.Single(second.Json.GetProperty("screenshots").EnumerateArray()).GetString()));
    }

    [Fact]
    public async Task Without_json_it_tells_what_happens_and_how_it_ended()
    {
        var run = await RunAsync("--as", web.Demo.Admin.Email, "--project", "shop", $"step Choosing charts\n{WebServer.GoodPrompt}");
        Assert.Equal(0, run.ExitCode);
        foreach (var part in new[] { "preparing", "Choosing charts", "written src/App.tsx (1 lines)", "gate render: passed", " s  ", "ready", "version 1", "It shows one.", "Screenshot", "Open", "in all" })
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", run.Output, StringComparison.Ordinal);
        // What needs no language model costs nothing, and nothing is said of money.
        Assert.DoesNotContain("$", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_go_along_and_one_that_cannot_be_read_stops_it_before_anything_is_begun()
    {
        var (sketch, other, page) = (Path.Combine(folder, "sketch.png"), Path.Combine(folder, "other.gif"), Path.Combine(folder, "page.png"));
        await File.WriteAllBytesAsync(sketch, TestPicture.Png(30, 20), Stop);
        await File.WriteAllBytesAsync(other, TestPicture.Gif(4, 4), Stop);
        await File.WriteAllTextAsync(page, "<svg/>", Stop);
        var run = await RunAsync("--json", "--name", "With pictures", "--image", sketch, "--image", other, WebServer.GoodPrompt);
        Assert.Equal(0, run.ExitCode);
        var turn = Assert.Single(await web.Analyst.ReadAsync<JsonElement[]>(HttpMethod.Get, "/api/v1/apps/with-pictures/turns"));
        Assert.Equal(["sketch.png", "other.gif"], turn.GetProperty("attachments").EnumerateArray().Select(one => one.GetProperty("name").GetString()));

        foreach (var (file, says) in new[] { (Path.Combine(folder, "nowhere.png"), "nowhere.png"), (page, "page.png is no picture") })
        {
            var refused = await RunAsync("--json", "--name", "Never made", "--image", file, WebServer.GoodPrompt);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains(says, Text(refused.Json, "message"), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(await web.Analyst.ReadAsync<JsonElement[]>(HttpMethod.Get, "/api/v1/projects/shop/apps"), app => app.GetProperty("name").GetString() == "Never made");
    }

    [Theory]
    [InlineData("write src/App.tsx BROKEN\nfinish x", 2, "failed")]
    [InlineData("decline The weather is not in this data.", 3, "declined")]
    [InlineData("write src/App.tsx UNVERIFIED\nfinish x", 4, "unverified")]
    public async Task Each_end_has_its_exit_code(string prompt, int code, string status)
    {
        var run = await RunAsync("--json", prompt);
        Assert.Equal((code, status), (run.ExitCode, Text(run.Json, "status")));
        Assert.NotEmpty(Text(run.Json, "message"));
        Assert.Equal(Keys, run.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        if (status == "failed") Assert.Equal("test.broken", Text(run.Json.GetProperty("diagnostics")[0], "code"));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--json", "Revenue", "--colour")]
    [InlineData("Revenue", "--json", "--project")]
    [InlineData("Revenue", "--project", "--json")]
    public async Task Bad_usage_is_json_as_well(params string[] words)
    {
        var run = await RunAsync(words);
        Assert.Equal((1, "error"), (run.ExitCode, Text(run.Json, "status")));
        Assert.Equal(Keys, run.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Contains(Text(run.Json, "message").Split('\n')[0], run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_is_looked_for_in_the_project_that_is_named()
    {
        await web.Admin.ReadAsync<JsonElement>(HttpMethod.Post, "/api/v1/projects", new { name = "Elsewhere", slug = "elsewhere", connection = new { kind = "duckdb", file = DemoData.FileIn(web.Server.Folder) } });
        await RunAsync("--json", "--name", "Of one project", WebServer.GoodPrompt);
        var elsewhere = await RunAsync("--json", "--project", "elsewhere", "--follow-up", "of-one-project", "write src/App.tsx two\nfinish Two.");
        Assert.Equal((1, "error"), (elsewhere.ExitCode, Text(elsewhere.Json, "status")));
        Assert.Contains("no app of-one-project in the project elsewhere", Text(elsewhere.Json, "message"), StringComparison.Ordinal);

        var here = await RunAsync("--json", "--project", "shop", "--follow-up", "of-one-project", "write src/App.tsx two\nfinish Two.");
        Assert.Equal((0, 2), (here.ExitCode, here.Json.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_question_is_6_and_a_follow_up_answers_it()
    {
        var asked = await RunAsync("--name", "Asked about", "write src/App.tsx half\nask Which one?|West|East\nfinish Answered.");
        Assert.Equal(6, asked.ExitCode);
        Assert.Contains("Which one?", asked.Output, StringComparison.Ordinal);
        Assert.Contains("East", asked.Output, StringComparison.Ordinal);
        // Once: what it waits for is what it ends with.
        Assert.Equal(2, asked.Output.Split("Which one?").Length);
        var answered = await RunAsync("--json", "--follow-up", "asked-about", "East");
        Assert.Equal((0, 1), (answered.ExitCode, answered.Json.GetProperty("version").GetInt32()));
        Assert.Equal("East", (await web.Analyst.ReadAsync<Dictionary<string, string>>(HttpMethod.Get, "/api/v1/apps/asked-about/versions/1/source"))["src/components/Answer.tsx"]);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_work_and_is_5()
    {
        web.Points.Hold("interrupted");
        await using var process = await VitrineProcess.StartAsync(web.Server.Folder.Path, [], "prompt", "--json", "--name", "Interrupted", "write src/App.tsx x\npause interrupted\nfinish Never.");
        await web.Points.ReachedAsync("interrupted", Stop);
        await VitrineProcess.InterruptAsync(process);
        using var reader = new StreamReader(process.Output);
        var output = await reader.ReadToEndAsync(Stop);
        Assert.Equal(5, await process.Exit);
        var json = new VitrineProcess.Result(5, output, "").Json;
        Assert.Equal("cancelled", Text(json, "status"));
        Assert.Contains("kept as version 1", Text(json, "message"), StringComparison.Ordinal);
        Assert.Equal(VersionStatus.Failed, (await web.Analyst.ReadAsync<VersionRecord>(HttpMethod.Get, "/api/v1/apps/interrupted/versions/1")).Status);
    }

    [Fact]
    public async Task A_server_that_goes_in_the_middle_is_said_to_be_gone_and_that_the_work_stays()
    {
        // Answers as the real one does until the turn is taken, and then no more.
        var turn = await web.MakeAsync(WebServer.GoodPrompt, name: "Left alone");
        var projects = await web.Analyst.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/projects");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var going = builder.Build();
        going.MapGet("/health", () => Results.Ok());
        going.MapGet("/api/v1/projects", () => Results.Json(projects));
        going.MapPost("/api/v1/projects/{project}/apps", () => Results.Json(turn, WireForm.Options));
        going.MapFallback(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await going.StartAsync(Stop);
        new ServerAddressFile(going.Urls.First(), Environment.ProcessId).Write(new DataFolder(folder));

        var run = await VitrineProcess.RunAsync(folder, "prompt", "--json", WebServer.GoodPrompt);
        Assert.Equal((1, "error"), (run.ExitCode, Text(run.Json, "status")));
        Assert.Contains("has gone", Text(run.Json, "message"), StringComparison.Ordinal);
        Assert.Contains("the work on left-alone goes on when it is started again", Text(run.Json, "message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("does not know this person", "prompt", "--json", "--as", "eve@example.com", "finish x")]
    [InlineData("no project nowhere, or this person may not see it. --project takes one of: ", "prompt", "--json", "--project", "nowhere", "finish x")]
    [InlineData("no app nothing-of-that-name, or", "prompt", "--json", "--follow-up", "nothing-of-that-name", "finish x")]
    [InlineData("You may not make apps here", "prompt", "--json", "--as", "viewer@example.com", "finish x")]
    [InlineData("dashboard, slides, report or custom", "prompt", "--json", "--kind", "hologram", "finish x")]
    [InlineData("The prompt is empty", "prompt", "--json", " ")]
    [InlineData("Nothing can be written to", "prompt", "--json", "--out", "/proc/nowhere", "finish x")]
    [InlineData("vitrine help lists the verbs", "make-me-rich")]
    [InlineData("no option --colour", "prompt", "--colour", "red", "finish x")]
    [InlineData("no option --jsn", "prompt", "finish x", "--jsn")]
    [InlineData("vitrine help lists the verbs", "prompt", "--json")]
    public async Task What_cannot_be_run_is_1_and_says_why(string part, params string[] words)
    {
        var run = await VitrineProcess.RunAsync(web.Server.Folder.Path, words);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(part, run.Output + run.Errors, StringComparison.Ordinal);
        if (run.Output.Length == 0) return;
        Assert.Equal("error", Text(run.Json, "status"));
        Assert.Equal(Keys, run.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_token_that_lets_it_in_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
#pragma warning disable CA1416 // Asked above.
        foreach (var name in new[] { LoopbackToken.FileName, "server.json", "demo-people.json" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(web.Get<DataFolder>().Combine(name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(web.Get<DataFolder>().Path));
#pragma warning restore CA1416
        // A proxy on this machine is on loopback too; what it passes on is not.
        using var proxied = web.As(web.Demo.Admin.Email);
        proxied.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        Assert.Equal((401, "access.sign-in"), await proxied.RefusedAsync(HttpMethod.Get, "/api/v1/projects"));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private Task<VitrineProcess.Result> RunAsync(params string[] words) => VitrineProcess.RunAsync(web.Server.Folder.Path, ["prompt", .. words]);
}
