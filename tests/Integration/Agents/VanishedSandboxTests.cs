using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Access;
using Vitrine.Agents.Turns;
using Vitrine.Agents.Workbenches;
using Vitrine.Apps;
using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Register;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Builds;
using Vitrine.Jobs;
using Vitrine.Jobs.Queue;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;
using Vitrine.Ledger.Prices;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Integration.Agents;

/// <summary>Turns whose sandbox is killed behind their back, with real sandboxes and real builds: nobody notices, and each sandbox stands in the ledger once.</summary>
public sealed class VanishedSandboxTests(BuildFixture builds) : IAsyncLifetime
{
    private const string Writing = "write src/App.tsx import { Page, Markdown } from \"@vitrine/kit\"; export default function App() { return <Page title=\"One\"><Markdown text=\"Some text\" /></Page>; }";

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-vanished-").FullName;
    private readonly StopPoints points = new();
    private readonly LaterClock clock = new();
    private readonly SandboxRegister register = new(TimeProvider.System);
    private StateHost host = null!;
    private Principal editor = null!;
    private FragileSandboxes sandboxes = null!;
    private Func<Task> whileTypesAreChecked = () => Task.CompletedTask;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await StateHost.StartAsync(null, Add, clock);
        editor = await TurnParts.OpenShopAsync(host.Services, folder, Stop);
        await host.Get<JobWorker>().StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await host.Get<JobWorker>().StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_that_vanishes_while_the_agent_works_is_made_anew()
    {
        points.Hold("here");
        var turn = await PromptAsync(null, $"{Writing}\ncheck\npause here\nwrite src/components/Note.tsx export const note = 1;\nfinish Made.");
        await points.ReachedAsync("here", Stop);
        await sandboxes.KillAllAsync();
        points.Open("here");

        await ProveAsync(turn, 1, sandboxesUsed: 2);
    }

    [Fact]
    public async Task One_that_vanishes_in_the_middle_of_a_check_is_made_anew()
    {
        var kills = 0;
        whileTypesAreChecked = async () =>
        {
            if (Interlocked.Increment(ref kills) == 1) await sandboxes.KillAllAsync();
        };
        var turn = await PromptAsync(null, $"{Writing}\nfinish Made.");
        await ProveAsync(turn, 1, sandboxesUsed: 2);
        Assert.DoesNotContain(await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop), entry => entry.Data.GetRawText().Contains("worker", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Those_that_vanish_between_two_turns_are_not_missed()
    {
        var first = await PromptAsync(null, $"{Writing}\nfinish Made.");
        await ProveAsync(first, 1, sandboxesUsed: 1);
        await sandboxes.KillAllAsync();
        var second = await PromptAsync(first, "write src/components/Note.tsx export const note = 1;\nfinish More.");
        await ProveAsync(second, 2, sandboxesUsed: 1);
        Assert.Contains("Some text", (await host.Get<SourceStore>().FindAsync((await host.Get<ListVersions>().HandleAsync(first.AppId, editor, Stop))[0].Source, Stop))!.Files["src/App.tsx"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_waits_holds_no_sandbox_lease_or_reservation_and_is_answered_a_week_later()
    {
        points.Hold("here");
        var turn = await PromptAsync(null, $"{Writing}\ncheck\npause here\nask Which one?|West|East\nfinish Answered.");
        await points.ReachedAsync("here", Stop);
        await using (var database = await host.OpenAsync())
        {
            Assert.Single(await database.Set<ReservationRow>().AsNoTracking().ToListAsync(Stop));
            Assert.Equal(turn.Id, Assert.Single(Owners())!.TurnId);
        }

        var atTheQuestion = new List<int>();
        points.Open("here");
        await foreach (var entry in host.Get<FollowTurn>().HandleAsync(turn.Id, 0, editor, Stop))
        {
            if (entry.Kind != TurnEventKinds.Question) continue;
            // Not some time later: whoever reads the question looks at a turn that holds nothing.
            atTheQuestion.Add(Owners().Count);
            break;
        }

        Assert.Equal([0], atTheQuestion);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "sandboxes"), "paused.json", new EnumerationOptions { RecurseSubdirectories = true }));
        await NoJobIsLeftAsync();
        await using (var database = await host.OpenAsync())
        {
            Assert.Empty(await database.Set<ReservationRow>().AsNoTracking().ToListAsync(Stop));
            Assert.Single(await database.Set<LedgerRow>().AsNoTracking().Where(row => row.TurnId == turn.Id).ToListAsync(Stop));
        }

        clock.Later(TimeSpan.FromDays(7));
        await host.Get<AnswerTurn>().HandleAsync(turn.Id, "export const side = 1;", editor, Stop);
        await ProveAsync(turn, 1, sandboxesUsed: 2);
        var source = await host.Get<SourceStore>().FindAsync((await host.Get<ListVersions>().HandleAsync(turn.AppId, editor, Stop))[0].Source, Stop);
        Assert.Equal(("export const side = 1;", true), (source!.Files["src/components/Answer.tsx"], source.Files["src/App.tsx"].Contains("Some text", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_workbench_that_nobody_asked_anything_leaves_no_sandbox_behind()
    {
        var pool = host.Get<WorkspacePool>();
        await pool.WarmAsync(Stop);
        var owner = new SandboxOwner(editor.OrganizationId, TurnParts.Project, null, Guid.CreateVersion7(), editor.PersonId);
        await using (host.Get<OpenWorkbench>()(owner, builds.Scaffold))
        {
            // Closed while it may still be opening.
        }

        await pool.DisposeAsync();
        Assert.DoesNotContain(sandboxes.Running, process => !process.Exit.IsCompleted);
    }

    private void Add(IServiceCollection services)
    {
        TurnParts.Add(services, folder, points.PassAsync);
        services.AddSingleton(builds.Templates);
        services.AddSingleton(new SandboxPrices { Rates = [new SandboxRate { Provider = "local", CpuSecond = 0.00001m }] });
        services.AddSingleton<ISandboxMeter, LedgerMeter>();
        services.AddSingleton<ISandboxProvider>(provider => sandboxes = new FragileSandboxes(new LocalSandboxProvider(
            new LocalSandboxOptions { Folder = Path.Combine(folder, "sandboxes"), Toolchain = () => builds.Templates.Current.ToolchainFolder, ToolchainCopies = Path.Combine(Path.GetTempPath(), "vitrine-test-toolchains") },
            provider.GetRequiredService<ISandboxMeter>(), TimeProvider.System, NullLogger<LocalSandboxProvider>.Instance)));
        services.AddSingleton(provider => new WorkspacePool(
            provider.GetRequiredService<ISandboxProvider>(), builds.Templates, register, new PausingSettings(), TimeProvider.System, NullLogger<WorkspacePool>.Instance));
        services.AddSingleton(provider => new BuildPipeline([new ContractsGate(), new DisturbedGate(new TypesGate(), () => whileTypesAreChecked()), new BuildGate()], builds.Templates));
        services.AddSingleton<OpenWorkbench>(provider => (owner, source) => new SandboxWorkbench(
            provider.GetRequiredService<WorkspacePool>(), provider.GetRequiredService<BrowserPool>(), provider.GetRequiredService<BuildPipeline>(), owner, source));
        services.AddSingleton(_ => new BrowserPool(new BrowserPoolOptions { Folder = Path.Combine(folder, "browsers"), Programs = ["/nowhere"] }, NullLogger<BrowserPool>.Instance));
    }

    private Task<TurnRecord> PromptAsync(TurnRecord? before, string prompt)
        => host.Get<StartTurn>().HandleAsync(new(TurnParts.Project, before?.AppId, prompt, AppName: before is null ? "App" : null), editor, Stop);

    /// <summary>It ended well (unverified, since nothing renders here), and each of its sandboxes was booked once.</summary>
    private async Task ProveAsync(TurnRecord turn, int version, int sandboxesUsed)
    {
        await foreach (var _ in host.Get<FollowTurn>().HandleAsync(turn.Id, 0, editor, Stop))
        {
            // Until it has ended.
        }

        var ended = await host.Get<FindTurn>().HandleAsync(turn.Id, editor, Stop);
        Assert.True((TurnState.Done, version) == (ended.State, ended.VersionNumber ?? 0), $"{ended.State} {ended.Code} {ended.Message}");
        await NoJobIsLeftAsync();
        await using var database = await host.OpenAsync();
        var booked = await database.Set<LedgerRow>().AsNoTracking().Where(row => row.TurnId == turn.Id).ToListAsync(Stop);
        Assert.Equal(sandboxesUsed, booked.Count);
        Assert.All(booked, row => Assert.True(row.Started < row.Ended && row.Ended <= clock.GetUtcNow(), $"{row.Started} {row.Ended}"));
        Assert.All(booked, row => Assert.Equal((LedgerKind.SandboxInterval, turn.AppId, editor.PersonId, "local"), (row.Kind, row.AppId, row.PersonId, row.Provider)));
    }

    /// <summary>Waits until no job of a turn is queued or held; one ends when its sandbox has.</summary>
    private async Task NoJobIsLeftAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            await using var jobs = await host.OpenAsync();
            if (!await jobs.Set<JobRow>().AnyAsync(job => job.State == JobState.Queued || job.State == JobState.Running, Stop)) break;
        }
    }

    /// <summary>Whose the sandboxes are, running or paused, that somebody has.</summary>
    private List<SandboxOwner?> Owners() => [.. register.List(entry => entry.Owner).Where(owner => owner is not null)];

    /// <summary>A gate during which something happens.</summary>
    private sealed class DisturbedGate(IGate inner, Func<Task> disturb) : IGate
    {
        public string Name => inner.Name;

        public IReadOnlyList<string> Needs => inner.Needs;

        public async Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
        {
            var work = inner.RunAsync(input, cancellationToken);
            await disturb();
            return await work;
        }
    }
}
