using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Builds;
using Vitrine.Builds.Register;
using Vitrine.Builds.Workspaces;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Primitives;
using Vitrine.Sandboxes;
using Vitrine.Serving.Documents;
using Vitrine.Unit.Serving;

namespace Vitrine.Unit.Builds;

public sealed class WorkspaceTests : IAsyncDisposable
{
    private const string Built = """{"id":$id,"script":"s","css":"c","findings":[],"milliseconds":1}""", Checked = """{"id":$id,"findings":[]}""";
    private static readonly SandboxOwner Owner = new(Guid.CreateVersion7(), null, null, null, null);

    private readonly TemplateFolder folder = new();
    private readonly AppTemplateSource templates;
    private WorkspacePool? pool;

    public WorkspaceTests()
    {
        var scaffold = Path.Combine(folder.Path, "scaffold", "src");
        Directory.CreateDirectory(scaffold);
        File.WriteAllText(Path.Combine(scaffold, "App.tsx"), "scaffold");
        templates = new AppTemplateSource(new ConfigurationBuilder().AddInMemoryCollection([new("VITRINE_TEMPLATE", folder.Path)]).Build());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AppSource App { get; } = AppSource.Empty.With("src/App.tsx", "app").With("src/queries.yml", "version: 1");

    public async ValueTask DisposeAsync()
    {
        if (pool is not null) await pool.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Only_what_differs_is_sent()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => Answer(request));
        await using var workspace = await OpenAsync(sandboxes);
        await workspace.BuildAsync(App, "gen", Cancel);
        await workspace.BuildAsync(App, "gen", Cancel);
        await workspace.BuildAsync(App.With("src/Other.tsx", "other"), "gen", Cancel);
        await workspace.BuildAsync(App, "gen", Cancel);
        var files = Mine(sandboxes).Requests.Where(line => line.Contains("\"files\"", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(4, files.Count);
        Assert.Equal(["src/App.tsx", "src/gen/queries.ts", "src/queries.yml"], files[1].GetProperty("put").EnumerateObject().Select(file => file.Name).Order());
        Assert.Equal("src/Other.tsx", Assert.Single(files[2].GetProperty("put").EnumerateObject()).Name);
        Assert.Equal("src/Other.tsx", Assert.Single(files[3].GetProperty("delete").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_sandbox_that_died_is_replaced_unnoticed_with_all_files()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => Answer(request));
        await using var workspace = await OpenAsync(sandboxes);
        await workspace.BuildAsync(App, "gen", Cancel);
        var first = Mine(sandboxes);
        await first.KillAsync(Cancel);
        Assert.Equal("s", (await workspace.BuildAsync(App, "gen", Cancel)).Script);
        var second = Assert.Single(sandboxes.All, sandbox => sandbox.Owner == Owner && sandbox != first);
        Assert.Contains(second.Requests, line => line.Contains("src/App.tsx", StringComparison.Ordinal) && line.Contains("gen", StringComparison.Ordinal));
        Assert.True(first.IsDisposed);
    }

    [Fact]
    public async Task A_worker_that_dies_of_the_app_twice_is_said_to()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => IsBuildOfApp(request) ? null : Answer(request));
        await using var workspace = await OpenAsync(sandboxes);
        var loss = await Assert.ThrowsAsync<WorkerLostException>(() => workspace.BuildAsync(App, "gen", Cancel));
        Assert.Equal(WorkerLoss.Died, loss.Loss);
        Assert.Equal(2, sandboxes.All.Count(sandbox => sandbox.Owner == Owner));

        static bool IsBuildOfApp(JsonElement request) => request.GetProperty("op").GetString() == "build" && request.GetProperty("id").GetInt32() > 3;
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":$id,"findings":7}""")]
    [InlineData("""{"id":$id,"findings":[],"script":[]}""")]
    [InlineData("""{"id":$id,"findings":[],"script":"\ud800"}""")]
    [InlineData("""{"id":$id,"error":"\ud800"}""")]
    [InlineData("""{"id":$id,"\ud800":1}""")]
    public async Task A_worker_that_answers_in_another_form_is_ended(string answer)
    {
        var sandboxes = new ScriptedSandboxes((_, request) => request.GetProperty("op").GetString() == "build" && request.GetProperty("id").GetInt32() > 3 ? answer : Answer(request));
        await using var workspace = await OpenAsync(sandboxes);
        var loss = await Assert.ThrowsAsync<WorkerLostException>(() => workspace.BuildAsync(App, "gen", Cancel));
        Assert.Equal(WorkerLoss.BadAnswer, loss.Loss);
        Assert.True(Mine(sandboxes).Exit.IsCompleted);
    }

    [Fact]
    public async Task Build_and_types_are_asked_side_by_side()
    {
        var asked = new CountdownEvent(2);
        var sandboxes = new ScriptedSandboxes((_, request) =>
        {
            if (request.GetProperty("id").GetInt32() <= 3 || request.GetProperty("op").GetString() == "files") return Answer(request);
            // Both requests come before either is answered.
            asked.Signal();
            return asked.CurrentCount > 0 ? "" : """{"id":5,"script":"s","css":"c","findings":[]}""" + "\n" + """{"id":6,"script":"s","css":"c","findings":[]}""";
        });
        await using var workspace = await OpenAsync(sandboxes);
        var build = workspace.BuildAsync(App, "gen", Cancel);
        var types = workspace.CheckTypesAsync(App, "gen", Cancel);
        Assert.Equal("s", (await build).Script);
        Assert.Empty(await types);
    }

    [Fact]
    public async Task After_a_hundred_builds_another_worker_builds()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => Answer(request));
        await using var workspace = await OpenAsync(sandboxes);
        for (var build = 0; build < 100; build++) await workspace.BuildAsync(App, "gen", Cancel);
        Assert.Equal(2, sandboxes.All.Count(sandbox => sandbox.Owner == Owner));
    }

    [Fact]
    public async Task A_sandbox_serves_one_owner_and_ends_with_its_workspace()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => Answer(request));
        var first = await OpenAsync(sandboxes);
        await using var second = await pool!.OpenAsync(new SandboxOwner(Guid.CreateVersion7(), null, null, null, null), App, Cancel);
        Assert.Equal(2, sandboxes.All.Where(sandbox => sandbox.Owner is not null).Select(sandbox => sandbox.Owner).Distinct().Count());
        await first.DisposeAsync();
        Assert.True(Mine(sandboxes).IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.BuildAsync(App, "gen", Cancel));
    }

    [Fact]
    public async Task The_next_sandbox_is_made_when_the_last_is_given_back_and_not_beside_its_work()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => Answer(request));
        var workspace = await OpenAsync(sandboxes);
        await workspace.BuildAsync(App, "gen", Cancel);
        Assert.Single(sandboxes.All);
        await workspace.DisposeAsync();
        await pool!.WarmAsync(Cancel);
        Assert.Equal(2, sandboxes.All.Count);
    }

    [Fact]
    public async Task The_doctor_claims_a_new_sandbox_only_where_it_had_one_made()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => Answer(request));
        pool = new WorkspacePool(sandboxes, templates, new SandboxRegister(TimeProvider.System), new PausingSettings(), TimeProvider.System, NullLogger<WorkspacePool>.Instance);
        Assert.StartsWith("A new sandbox has built", await SaidAsync(), StringComparison.Ordinal);
        Assert.StartsWith("A sandbox that has built the scaffold and checked its types is ready", await SaidAsync(), StringComparison.Ordinal);
        await Assert.Single(sandboxes.All).KillAsync(Cancel);
        Assert.StartsWith("A new sandbox has built", await SaidAsync(), StringComparison.Ordinal);
        Assert.Equal(2, sandboxes.All.Count);

        async Task<string> SaidAsync()
        {
            await foreach (var finding in new WorkerDoctorCheck(pool!).CheckAsync(Cancel)) return finding.Finding;
            throw new InvalidOperationException("It says nothing.");
        }
    }

    [Fact]
    public async Task A_template_that_does_not_build_is_refused_with_the_reason()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => request.GetProperty("op").GetString() == "build" ? """{"id":$id,"findings":[{"message":"No kit."}]}""" : Answer(request));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => OpenAsync(sandboxes));
        Assert.Equal("build.no-worker", refusal.Code);
        Assert.Contains("No kit.", refusal.Message, StringComparison.Ordinal);
        Assert.All(sandboxes.All, sandbox => Assert.True(sandbox.IsDisposed));
    }

    [Fact]
    public async Task Files_of_a_workspace_keep_the_rules_of_apps()
    {
        await using var workspace = await OpenAsync(new ScriptedSandboxes((_, request) => Answer(request)));
        await workspace.WriteAsync("src/pages/One.tsx", "one", Cancel);
        await Assert.ThrowsAsync<RefusalException>(() => workspace.WriteAsync("src/entry.tsx", "mine", Cancel));
        Assert.Equal(["src/App.tsx", "src/pages/One.tsx", "src/queries.yml"], workspace.Source.Files.Keys);
        await workspace.DeleteAsync("src/pages/One.tsx", Cancel);
        Assert.Equal(App, workspace.Source);
    }

    private static string Answer(JsonElement request) => request.GetProperty("op").GetString() switch
    {
        "files" => """{"id":$id}""",
        "build" => Built,
        _ => Checked,
    };

    private static ScriptedSandboxes.ScriptedSandbox Mine(ScriptedSandboxes sandboxes) => sandboxes.All.First(sandbox => sandbox.Owner == Owner);

    private async Task<Workspace> OpenAsync(ISandboxProvider provider)
    {
        pool = new WorkspacePool(provider, templates, new SandboxRegister(TimeProvider.System), new PausingSettings(), TimeProvider.System, NullLogger<WorkspacePool>.Instance);
        return await pool.OpenAsync(Owner, App, Cancel);
    }
}
