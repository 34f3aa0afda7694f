using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Builds.Register;
using Vitrine.Builds.Workspaces;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Integration.Builds;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;
using Vitrine.Serving.Documents;

[assembly: AssemblyFixture(typeof(BuildFixture))]

namespace Vitrine.Integration.Builds;

/// <summary>The prepared template, and real sandboxes with its toolchain, for all tests that build apps. (Without the template: eng/prepare-template.sh.)</summary>
public sealed class BuildFixture : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-builds-").FullName;
    private readonly Lazy<Parts> parts;
    private readonly SemaphoreSlim turn = new(1, 1);
    private Workspace? shared;

    public BuildFixture() => parts = new(() => new Parts(folder));

    public static SandboxOwner Owner { get; } = new(Guid.Empty, null, null, null, null);

    public AppTemplateSource Templates => parts.Value.Templates;

    public WorkspacePool Pool => parts.Value.Pool;

    /// <summary>A provider and a pool that nobody else uses, over a folder that the caller removes.</summary>
    public static (LocalSandboxProvider Provider, WorkspacePool Pool) Apart(string folder) => new Parts(folder) is var made ? (made.Provider, made.Pool) : default;

    public AppSource Scaffold => AppSource.Scaffold(Templates.Current);

    /// <summary>The small app of the tests, over the contracts that <c>tests/data/queries-module</c> was generated from.</summary>
    public static AppSource SmallApp { get; } = AppSource.Empty
        .With("src/App.tsx", """
            import { Grid, Cell, Page, QueryCard } from "@vitrine/kit";
            import { BarList, LineChart } from "@vitrine/kit/charts";
            import { Note } from "./components/Note";

            export default function App() {
              return (
                <Page title="Revenue">
                  <Grid>
                    <Cell span={8}>
                      <QueryCard title="Over time" contract="revenue_by_period" args={{ gift: [true] }}>
                        {(data) => <LineChart data={data} x="period" y="orders.revenue" />}
                      </QueryCard>
                    </Cell>
                    <Cell span={4}>
                      <QueryCard title="By region" contract="revenue_by_period" args={{ gift: [true] }}>
                        {(data) => <BarList data={data} x="customers.region" y="orders.revenue" />}
                      </QueryCard>
                    </Cell>
                  </Grid>
                  <Note text="Completed months" />
                </Page>
              );
            }
            """)
        .With("src/components/Note.tsx", """
            export function Note({ text }: { text: string }) {
              return <p className="mt-4 text-muted-foreground">{text}</p>;
            }
            """)
        .With("src/queries.yml", "version: 1\ncontracts: {}\n");

    public static string Generated { get; } = File.ReadAllText(TestData.File("queries-module", "queries.ts"));

    /// <summary>A workspace of the test's own. It costs a sandbox; most tests need none.</summary>
    public Task<Workspace> OpenAsync(AppSource source) => Pool.OpenAsync(Owner, source, TestContext.Current.CancellationToken);

    /// <summary>Builds in a sandbox that all tests share, one after the other.</summary>
    internal Task<WorkerBuild> BuildAsync(AppSource source) => InSharedAsync(workspace => workspace.BuildAsync(source, Generated, TestContext.Current.CancellationToken));

    /// <summary>Checks types in the same sandbox.</summary>
    internal Task<IReadOnlyList<WorkerFinding>> CheckTypesAsync(AppSource source) => InSharedAsync(workspace => workspace.CheckTypesAsync(source, Generated, TestContext.Current.CancellationToken));

    /// <summary>A sandbox with the toolchain and nothing running.</summary>
    internal Task<ISandbox> CreateSandboxAsync() => parts.Value.Provider.CreateAsync(new SandboxRequest(), TestContext.Current.CancellationToken);

    /// <summary>A pool over a provider that remembers its sandboxes, so that a test can take them away.</summary>
    internal (WorkspacePool Pool, FragileSandboxes Sandboxes) NewPool()
    {
        var fragile = new FragileSandboxes(parts.Value.Provider);
        return (new WorkspacePool(fragile, Templates, new SandboxRegister(TimeProvider.System), new PausingSettings(), TimeProvider.System, NullLogger<WorkspacePool>.Instance), fragile);
    }

    public async ValueTask DisposeAsync()
    {
        if (shared is not null) await shared.DisposeAsync();
        if (parts.IsValueCreated)
        {
            await parts.Value.Pool.DisposeAsync();
            await parts.Value.Provider.DisposeAsync();
        }

        turn.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<T> InSharedAsync<T>(Func<Workspace, Task<T>> work)
    {
        await turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            shared ??= await OpenAsync(SmallApp);
            return await work(shared);
        }
        finally
        {
            turn.Release();
        }
    }

    private sealed class Parts
    {
        public Parts(string folder)
        {
            Templates = new AppTemplateSource(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            Provider = new LocalSandboxProvider(
                new LocalSandboxOptions { Folder = Path.Combine(folder, "sandboxes"), Toolchain = () => Templates.Current.ToolchainFolder, ToolchainCopies = Path.Combine(Path.GetTempPath(), "vitrine-test-toolchains") },
                new NoMeter(), TimeProvider.System, NullLogger<LocalSandboxProvider>.Instance);
            Pool = new WorkspacePool(Provider, Templates, new SandboxRegister(TimeProvider.System), new PausingSettings(), TimeProvider.System, NullLogger<WorkspacePool>.Instance);
        }

        public AppTemplateSource Templates { get; }

        public LocalSandboxProvider Provider { get; }

        public WorkspacePool Pool { get; }
    }

    private sealed class NoMeter : ISandboxMeter
    {
        public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
