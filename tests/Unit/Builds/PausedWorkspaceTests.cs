using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Builds.Register;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;
using Vitrine.Sandboxes;
using Vitrine.Serving.Documents;
using Vitrine.Unit.Serving;

namespace Vitrine.Unit.Builds;

/// <summary>What becomes of a sandbox between two turns of an app.</summary>
public sealed class PausedWorkspaceTests : IAsyncDisposable
{
    private static readonly Guid Organization = Guid.CreateVersion7(), Project = Guid.CreateVersion7(), AppId = Guid.CreateVersion7();

    private readonly TemplateFolder folder = new();
    private readonly FakeTimeProvider clock = new();
    private readonly SandboxRegister register = new(TimeProvider.System);
    private readonly List<WorkspacePool> pools = [];

    public PausedWorkspaceTests()
    {
        var scaffold = Path.Combine(folder.Path, "scaffold", "src");
        Directory.CreateDirectory(scaffold);
        File.WriteAllText(Path.Combine(scaffold, "App.tsx"), "scaffold");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AppSource App { get; } = AppSource.Empty.With("src/App.tsx", "app").With("src/queries.yml", "version: 1");

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in pools) await pool.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_follow_up_on_the_same_files_resumes_the_sandbox_of_the_last_turn()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        var first = await TurnAsync(sandboxes, pool, Owner(), App);
        Assert.Equal([first.Id], sandboxes.Paused);
        Assert.True(first.Exit.IsCompleted);

        var owner = Owner();
        await using var workspace = await pool.OpenAsync(owner, App, Cancel);
        await workspace.BuildAsync(App, "gen", Cancel);
        Assert.Equal([first.Id], sandboxes.Resumed);
        var second = Assert.Single(sandboxes.All, sandbox => sandbox.Owner == owner);
        Assert.Equal(first.Id, second.Id);
        // What runs in it is new and knows no file.
        Assert.Contains(second.Requests, line => line.Contains("src/App.tsx", StringComparison.Ordinal) && line.Contains("src/gen/queries.ts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_turn_that_ends_while_its_sandbox_is_resumed_pauses_it_again()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        var first = await TurnAsync(sandboxes, pool, Owner(), App);

        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await (await pool.OpenAsync(Owner(), App, ended.Token)).DisposeAsync();
        Assert.Equal([first.Id], sandboxes.Resumed);
        Assert.Equal([first.Id], sandboxes.Paused);
    }

    [Fact]
    public async Task One_that_is_ready_and_ends_is_listed_no_longer()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        await pool.WarmAsync(Cancel);
        Assert.Single(register.List(entry => entry.Number));

        await sandboxes.All[^1].KillAsync(Cancel);
        while (register.List(entry => entry.Number).Count > 0) await register.Changed.WaitAsync(Cancel);
        Assert.True(await pool.WarmAsync(Cancel));
        Assert.Single(register.List(entry => entry.Number));
    }

    [Fact]
    public async Task Where_only_files_are_kept_they_go_into_the_one_that_is_ready()
    {
        var sandboxes = Scripted(keepsOnlyFiles: true);
        var pool = NewPool(sandboxes);
        var first = await TurnAsync(sandboxes, pool, Owner(), App);
        await pool.WarmAsync(Cancel);
        var ready = sandboxes.All[^1];
        Assert.Null(ready.Owner);

        var owner = Owner();
        await using var workspace = await pool.OpenAsync(owner, App, Cancel);
        Assert.Equal([first.Id], sandboxes.Resumed);
        Assert.Equal(owner, ready.Owner);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_last_turn_had_and_this_one_has_not_is_removed_from_what_was_paused(bool keepsOnlyFiles)
    {
        var sandboxes = Scripted(keepsOnlyFiles);
        var pool = NewPool(sandboxes);
        var before = App.With("src/Table.tsx", "table");
        await TurnAsync(sandboxes, pool, Owner(), before);
        await pool.WarmAsync(Cancel);

        var owner = Owner();
        await using var workspace = await pool.OpenAsync(owner, before, Cancel);
        await workspace.BuildAsync(App, "gen", Cancel);
        Assert.Single(sandboxes.Resumed);
        var files = JsonDocument.Parse(Assert.Single(sandboxes.All, sandbox => sandbox.Owner == owner).Requests.Last(line => line.Contains("\"files\"", StringComparison.Ordinal))).RootElement;
        Assert.Equal(["src/Table.tsx"], files.GetProperty("delete").EnumerateArray().Select(path => path.GetString()));
        Assert.Equal(["src/App.tsx", "src/gen/queries.ts", "src/queries.yml"], files.GetProperty("put").EnumerateObject().Select(file => file.Name).Order());
    }

    [Fact]
    public async Task A_turn_from_other_files_begins_in_a_new_one_and_the_paused_one_is_thrown_away()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        await TurnAsync(sandboxes, pool, Owner(), App);
        var owner = Owner();
        await using (await pool.OpenAsync(owner, App.With("src/Other.tsx", "another version"), Cancel))
        {
            Assert.Empty(sandboxes.Resumed);
            Assert.NotEqual("number0", Assert.Single(sandboxes.All, sandbox => sandbox.Owner == owner).Id);
        }

        await pool.DisposeAsync();
        Assert.Empty(sandboxes.Paused);
    }

    [Fact]
    public async Task No_other_app_project_or_organization_gets_it()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        var first = await TurnAsync(sandboxes, pool, Owner(), App);
        foreach (var other in new[] { Owner() with { AppId = Guid.CreateVersion7() }, Owner() with { ProjectId = Guid.CreateVersion7() }, Owner() with { OrganizationId = Guid.CreateVersion7() }, Owner() with { AppId = null } })
        {
            await using var workspace = await pool.OpenAsync(other, App, Cancel);
            Assert.NotEqual(first.Id, Assert.Single(sandboxes.All, sandbox => sandbox.Owner == other).Id);
        }

        Assert.Empty(sandboxes.Resumed);
    }

    [Fact]
    public async Task Work_for_no_app_is_ended_with_its_workspace()
    {
        var sandboxes = Scripted();
        Assert.True((await TurnAsync(sandboxes, NewPool(sandboxes), Owner() with { AppId = null }, App)).IsDisposed);
        Assert.Empty(sandboxes.Paused);
    }

    [Fact]
    public async Task One_into_which_no_file_of_the_app_went_is_ended()
    {
        var sandboxes = Scripted();
        await using (await NewPool(sandboxes).OpenAsync(Owner(), App, Cancel))
        {
            // Nothing was to be built.
        }

        Assert.Empty(sandboxes.Paused);
    }

    [Fact]
    public async Task One_whose_turn_waits_for_a_person_is_ended()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        await TurnAsync(sandboxes, pool, Owner(), App);
        await using (var workspace = await pool.OpenAsync(Owner(), App, Cancel))
        {
            await workspace.BuildAsync(App, "gen", Cancel);
            await workspace.EndAsync();
            Assert.True(sandboxes.All.Last(sandbox => sandbox.Owner is not null).IsDisposed);
        }

        Assert.Equal(["number0"], sandboxes.Resumed);
        Assert.Empty(sandboxes.Paused);
        Assert.DoesNotContain(Entries(), entry => entry.Owner is not null);
    }

    [Fact]
    public async Task Nothing_is_paused_in_the_middle_of_an_answer()
    {
        var sandboxes = new ScriptedSandboxes((_, request) => request.GetProperty("op").GetString() == "types" && request.GetProperty("id").GetInt32() > 3 ? "" : Answer(request));
        var pool = NewPool(sandboxes);
        var workspace = await pool.OpenAsync(Owner(), App, Cancel);
        await workspace.BuildAsync(App, "gen", Cancel);
        var asked = workspace.CheckTypesAsync(App, "gen", Cancel);
        await workspace.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => asked);
        Assert.Empty(sandboxes.Paused);
    }

    [Fact]
    public async Task It_is_thrown_away_after_its_time()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes, new PausingSettings { PausedFor = TimeSpan.FromMinutes(5) });
        var first = await TurnAsync(sandboxes, pool, Owner(), App);
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal([first.Id], sandboxes.Paused);
        clock.Advance(TimeSpan.FromMinutes(1));
        await pool.DisposeAsync();
        Assert.Empty(sandboxes.Paused);
    }

    [Fact]
    public async Task One_that_was_resumed_has_its_time_anew()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes, new PausingSettings { PausedFor = TimeSpan.FromMinutes(5) });
        await TurnAsync(sandboxes, pool, Owner(), App);
        clock.Advance(TimeSpan.FromMinutes(4));
        await TurnAsync(sandboxes, pool, Owner(), App);
        clock.Advance(TimeSpan.FromMinutes(4));
        await TurnAsync(sandboxes, pool, Owner(), App);
        Assert.Equal(["number0", "number0"], sandboxes.Resumed);
    }

    [Fact]
    public async Task Of_too_many_the_oldest_goes()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes, new PausingSettings { MostPaused = 2 });
        var apps = Enumerable.Range(0, 3).Select(_ => Owner() with { AppId = Guid.CreateVersion7() }).ToList();
        var used = new List<string>();
        foreach (var owner in apps)
        {
            used.Add((await TurnAsync(sandboxes, pool, owner, App)).Id);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var owner in Enumerable.Reverse(apps)) await TurnAsync(sandboxes, pool, owner, App);
        Assert.Equal([used[2], used[1]], sandboxes.Resumed);
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(900, 0)]
    public async Task Pausing_can_be_switched_off(int seconds, int most)
    {
        var sandboxes = Scripted();
        Assert.True((await TurnAsync(sandboxes, NewPool(sandboxes, new PausingSettings { PausedFor = TimeSpan.FromSeconds(seconds), MostPaused = most }), Owner(), App)).IsDisposed);
        Assert.Empty(sandboxes.Paused);
    }

    [Fact]
    public async Task One_that_cannot_be_paused_is_ended_and_missed_by_nobody()
    {
        var sandboxes = Scripted(refusal: new RefusalException("sandbox.gone", "It was killed."));
        var pool = NewPool(sandboxes);
        Assert.True((await TurnAsync(sandboxes, pool, Owner(), App)).IsDisposed);
        await TurnAsync(sandboxes, pool, Owner(), App);
        Assert.Empty(sandboxes.Resumed);
    }

    [Fact]
    public async Task One_that_vanished_while_it_was_paused_is_made_anew()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        await TurnAsync(sandboxes, pool, Owner(), App);
        sandboxes.Paused.Clear();
        var second = await TurnAsync(sandboxes, pool, Owner(), App);
        Assert.NotEqual("number0", second.Id);
    }

    [Fact]
    public async Task The_register_tells_what_each_sandbox_does()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        await pool.WarmAsync(Cancel);
        var ready = Assert.Single(Entries());
        Assert.Equal((SandboxState.Ready, null, "number0"), (ready.State, ready.Owner, ready.SandboxId));
        var owner = Owner();
        await using (var workspace = await pool.OpenAsync(owner, App, Cancel))
        {
            await workspace.BuildAsync(App, "gen", Cancel);
            Assert.Equal((SandboxState.Running, owner), (ready.State, ready.Owner));
            Assert.NotNull(ready.RunsSince);
        }

        Assert.Equal((SandboxState.Paused, owner, true), (ready.State, ready.Owner, ready.RunsSince is null));
        await using (await pool.OpenAsync(Owner(), App, Cancel)) Assert.Equal(SandboxState.Running, ready.State);
        await pool.DisposeAsync();
        Assert.Empty(Entries());
    }

    [Fact]
    public async Task A_turn_whose_sandbox_is_killed_goes_on_in_another()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        var owner = Owner();
        await using var workspace = await pool.OpenAsync(owner, App, Cancel);
        await workspace.BuildAsync(App, "gen", Cancel);
        await Assert.Single(Entries()).End();
        Assert.DoesNotContain(Entries(), entry => entry.State == SandboxState.Running);
        Assert.Equal("s", (await workspace.BuildAsync(App, "gen", Cancel)).Script);
        Assert.Equal(2, sandboxes.All.Count(sandbox => sandbox.Owner == owner));
        Assert.Equal(owner, Assert.Single(Entries(), entry => entry.State == SandboxState.Running).Owner);
    }

    [Fact]
    public async Task One_that_is_killed_while_it_is_ready_is_replaced()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        await pool.WarmAsync(Cancel);
        await Assert.Single(Entries()).End();
        await pool.WarmAsync(Cancel);
        Assert.Equal((2, "number1"), (sandboxes.All.Count, Assert.Single(Entries()).SandboxId));
    }

    [Fact]
    public async Task One_that_is_killed_while_it_is_paused_is_thrown_away()
    {
        var sandboxes = Scripted();
        var pool = NewPool(sandboxes);
        await TurnAsync(sandboxes, pool, Owner(), App);
        await Assert.Single(Entries(), entry => entry.State == SandboxState.Paused).End();
        Assert.Empty(sandboxes.Paused);
        await TurnAsync(sandboxes, pool, Owner(), App);
        Assert.Empty(sandboxes.Resumed);
    }

    private IReadOnlyList<SandboxEntry> Entries() => register.List(entry => entry);

    private static SandboxOwner Owner() => new(Organization, Project, AppId, Guid.CreateVersion7(), null);

    private static ScriptedSandboxes Scripted(bool keepsOnlyFiles = false, RefusalException? refusal = null) => new((_, request) => Answer(request)) { KeepsOnlyFiles = keepsOnlyFiles, PauseRefusal = refusal };

    private static string Answer(JsonElement request) => request.GetProperty("op").GetString() switch
    {
        "files" => """{"id":$id}""",
        "build" => """{"id":$id,"script":"s","css":"c","findings":[],"milliseconds":1}""",
        _ => """{"id":$id,"findings":[]}""",
    };

    /// <summary>One turn that builds the app, and the sandbox in which it did.</summary>
    private static async Task<ScriptedSandboxes.ScriptedSandbox> TurnAsync(ScriptedSandboxes sandboxes, WorkspacePool pool, SandboxOwner owner, AppSource source)
    {
        await using var workspace = await pool.OpenAsync(owner, source, Cancel);
        await workspace.BuildAsync(source, "gen", Cancel);
        return sandboxes.All.Last(sandbox => sandbox.Owner == owner);
    }

    private WorkspacePool NewPool(ScriptedSandboxes sandboxes, PausingSettings? settings = null)
    {
        var templates = new AppTemplateSource(new ConfigurationBuilder().AddInMemoryCollection([new("VITRINE_TEMPLATE", folder.Path)]).Build());
        var pool = new WorkspacePool(sandboxes, templates, register, settings ?? new PausingSettings(), clock, NullLogger<WorkspacePool>.Instance);
        pools.Add(pool);
        return pool;
    }
}
