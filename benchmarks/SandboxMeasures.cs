using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Builds.Register;
using Vitrine.Builds.Workspaces;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;
using Vitrine.Serving.Documents;

namespace Vitrine.Benchmarks;

/// <summary>Sandboxes of this machine: how fast they are there, what a build costs in one more than beside it, and what they take while they wait.</summary>
internal static class SandboxMeasures
{
    private const int Pairs = 20, BuildsOfOne = 10, Ready = 20;
    private const double MebiByte = 1 << 20;
    private static readonly SandboxCommand Worker = new("/usr/bin/node", ["--max-old-space-size=384", "--max-semi-space-size=4", "/opt/tc/worker.mjs"]);

    public static async Task RunAsync(Measurements measurements)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-benchmarks-").FullName;
        var templates = new AppTemplateSource(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        await using (var place = new Place(folder, templates))
        {
            Console.Error.WriteLine((await place.Provider.ProbeAsync(CancellationToken.None)).Isolation);
            await place.Programs.ProbeAsync(CancellationToken.None);
            await StartAsync(measurements, place);
            await BuildAsync(measurements, place);
            await ResumeAsync(measurements, place);
            await WaitAsync(measurements, place);
            await CompareAsync(measurements, place);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task StartAsync(Measurements measurements, Place place)
    {
        measurements.Begin("A sandbox of this machine, until something has happened in it");
        await measurements.TimeAsync("made, and a program (/usr/bin/true) has run in it to its end", 40, 40, _ => Work(async () =>
        {
            await using var sandbox = await place.Programs.CreateAsync(new SandboxRequest(), CancellationToken.None);
            await (await sandbox.StartAsync(new SandboxCommand("/usr/bin/true", []), CancellationToken.None)).Exit;
        }));
        await measurements.TimeAsync("made, and Node has said something in it", null, 20, _ => Work(async () =>
        {
            await using var sandbox = await place.Provider.CreateAsync(new SandboxRequest(), CancellationToken.None);
            var process = await sandbox.StartAsync(new SandboxCommand("/usr/bin/node", ["-p", "1"]), CancellationToken.None);
            _ = await process.Output.ReadAsync(new byte[8]);
        }));
        await measurements.TimeAsync("made, and the build worker is ready", 350, 20, async _ =>
        {
            await place.EndAsync();
            return async () => await place.WorkerAsync();
        });
        await measurements.TimeAsync("killed, with 25 threads in it", null, 10, async _ =>
        {
            await place.EndAsync();
            await place.WorkerAsync();
            return place.EndAsync;
        });
        await using var pool = BuildMeasures.NewPool(place.Provider, place.Templates);
        await measurements.TimeAsync("taken from the pool, with a build worker that is ready", 10, 10, async _ =>
        {
            await pool.WarmAsync(CancellationToken.None);
            return async () => place.Later(await pool.OpenAsync(Place.NewOwner(), Source(0), CancellationToken.None));
        });
        await place.EndAsync();
    }

    private static async Task BuildAsync(Measurements measurements, Place place)
    {
        measurements.Begin("An app of 20 files, built in it");
        await measurements.TimeAsync("first build, in a worker that was just started and has built nothing", 500, 10, async at =>
        {
            await place.EndAsync();
            var (_, channel) = await place.WorkerAsync();
            return () => channel.BuildAsync(Files(at));
        });
        await place.EndAsync();
        await using var pool = BuildMeasures.NewPool(place.Provider, place.Templates);
        await measurements.TimeAsync("first build, in a worker from the pool", 500, 10, async at =>
        {
            await pool.WarmAsync(CancellationToken.None);
            var workspace = place.Later(await pool.OpenAsync(Place.NewOwner(), Source(at), CancellationToken.None));
            return async () => await workspace.BuildAsync(workspace.Source, Queries, CancellationToken.None);
        });
        await place.EndAsync();
        await using var edited = await pool.OpenAsync(Place.NewOwner(), Source(0), CancellationToken.None);
        await edited.BuildAsync(edited.Source, Queries, CancellationToken.None);
        await measurements.TimeAsync("rebuild, one file changed", 150, 40, at => Work(() => edited.BuildAsync(Source(at + 1), Queries, CancellationToken.None)));
    }

    private static async Task ResumeAsync(Measurements measurements, Place place)
    {
        measurements.Begin("A paused sandbox of which the files were kept, 20 of them, until its worker is ready again");
        await using var pool = BuildMeasures.NewPool(place.Provider, place.Templates);
        await measurements.TimeAsync("resumed from the pool", 20, 10, async at =>
        {
            var owner = Place.NewOwner();
            await using (var workspace = await pool.OpenAsync(owner, Source(at), CancellationToken.None)) await workspace.BuildAsync(workspace.Source, Queries, CancellationToken.None);
            await pool.WarmAsync(CancellationToken.None);
            return async () => place.Later(await pool.OpenAsync(owner, Source(at), CancellationToken.None));
        });
        await place.EndAsync();
        await measurements.TimeAsync("resumed without a pool", 350, 10, async at =>
        {
            var (sandbox, channel) = await place.WorkerAsync();
            await channel.BuildAsync(Files(at));
            await sandbox.PauseAsync(CancellationToken.None);
            return async () =>
            {
                var resumed = await place.Provider.ResumeAsync(sandbox.Id, new SandboxRequest(), CancellationToken.None);
                place.Later(await BuildWorker.StartAsync(resumed!, new SandboxRegister(TimeProvider.System).Open(resumed!), NullLogger.Instance, CancellationToken.None));
            };
        });
        await place.EndAsync();
    }

    private static async Task WaitAsync(Measurements measurements, Place place)
    {
        measurements.Begin("Memory of 20 build workers that wait, with their files; what they share counts once");
        var all = new List<(ISandbox Sandbox, WorkerChannel Channel)>();
        for (var at = 0; at < Ready; at++) all.Add(await place.WorkerAsync());
        measurements.Add("ready", 1280, [place.Memory(all.Select(each => each.Sandbox))], "MiB");
        foreach (var (_, channel) in all) await channel.BuildAsync(Files(0));
        measurements.Add("after each has built an app", null, [place.Memory(all.Select(each => each.Sandbox))], "MiB");
        await place.EndAsync();
    }

    private static async Task CompareAsync(Measurements measurements, Place place)
    {
        measurements.Begin("The same build in a sandbox and beside it: one worker each, twenty pairs in turns, ten builds each time");
        var (sandbox, within) = await place.WorkerAsync();
        var first = place.FirstProcess(sandbox);
        var bareFolder = Directory.CreateDirectory(Path.Combine(place.Folder, "bare")).FullName;
        await using var process = await LocalProcess.StartAsync(new ProcessRequest("/usr/bin/node", [.. Worker.Arguments.SkipLast(1), Path.Combine(place.Toolchain, "worker.mjs"), place.Toolchain, bareFolder])
        {
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin", ["HOME"] = bareFolder, ["LANG"] = "C.UTF-8", ["NODE_ENV"] = "production" },
            WorkingDirectory = bareFolder,
        });
        using var beside = new WorkerChannel(process.Input, process.Output);
        await beside.WaitAsync();
        for (var at = 0; at < 5; at++)
        {
            await within.BuildAsync(Files(at));
            await beside.BuildAsync(Files(at));
        }

        var (inSandbox, onHost) = (new List<double>(), new List<double>());
        for (var at = 0; at < Pairs; at++)
        {
            var edit = 100 + (at * BuildsOfOne);
            if (at % 2 == 0) inSandbox.Add(await ProcessorAsync(first, within, edit));
            onHost.Add(await ProcessorAsync(process.Id, beside, edit));
            if (at % 2 == 1) inSandbox.Add(await ProcessorAsync(first, within, edit));
        }

        measurements.Add("processor time of ten builds, beside", null, onHost);
        measurements.Add("processor time of ten builds, in a sandbox", null, inSandbox);
        measurements.Add("what the sandbox adds, by pairs", 15, inSandbox.Zip(onHost, (inside, outside) => ((inside / outside) - 1) * 100), "%");
        await place.EndAsync();
    }

    private static async Task<double> ProcessorAsync(int root, WorkerChannel channel, int edit)
    {
        var before = ProcessTree.ProcessorOf(root);
        for (var at = 0; at < BuildsOfOne; at++) await channel.BuildAsync(Files(edit + at));
        return ProcessTree.ProcessorOf(root).Since(before).Ran.TotalMilliseconds;
    }

    private static Task<Func<Task>> Work(Func<Task> work) => Task.FromResult(work);

    private const string Queries = "import { registerContracts } from \"@vitrine/kit\";\nregisterContracts({}, {});\n";

    private static Dictionary<string, string> Files(int edit) => new(Source(edit).Files) { [Workspace.QueriesModulePath] = Queries };

    // Twenty with the generated one: a page for each of six parts, and components that they share.
    private static AppSource Source(int edit)
    {
        var app = AppSource.Empty.With("src/queries.yml", "version: 1\ncontracts: {}\n").With("src/App.tsx", $$"""
            import { Page, Tab, Tabs } from "@vitrine/kit";
            {{string.Concat(Enumerable.Range(0, 6).Select(at => $"import {{ Part{at} }} from \"./pages/Part{at}\";\n"))}}
            export default function App() {
              return (
                <Page title="Revenue performance" subtitle="Edit {{edit}}">
                  <Tabs>
                    {{string.Concat(Enumerable.Range(0, 6).Select(at => $"<Tab title=\"Part {at}\"><Part{at} /></Tab>\n"))}}
                  </Tabs>
                </Page>
              );
            }
            """);
        for (var at = 0; at < 6; at++)
        {
            app = app.With($"src/pages/Part{at}.tsx", $$"""
                import { useState } from "react";
                import { Grid, Section } from "@vitrine/kit";
                import { Item{{at}} } from "../components/Item{{at}}";

                const steps = ["first", "second", "third"] as const;

                export function Part{{at}}() {
                  const [step, setStep] = useState<(typeof steps)[number]>("first");
                  return (
                    <Section title="Part {{at}}" subtitle={step}>
                      <Grid>{steps.map((name) => <Item{{at}} key={name} name={name} isChosen={name === step} onChoose={() => setStep(name)} />)}</Grid>
                    </Section>
                  );
                }
                """);
        }

        for (var at = 0; at < 11; at++)
        {
            app = app.With($"src/components/Item{at}.tsx", $$"""
                import { Badge, Button, Card, Cell, Stack } from "@vitrine/kit";

                export function Item{{at}}({ name, isChosen, onChoose }: { name: string; isChosen: boolean; onChoose: () => void }) {
                  return (
                    <Cell span={4}>
                      <Card title={name}>
                        <Stack>
                          <div className="flex items-center gap-{{(at % 6) + 1}} p-{{(at % 6) + 2}} text-muted-foreground">
                            <Badge tone={isChosen ? "positive" : "neutral"}>{name}</Badge>
                            <Button onClick={onChoose}>Choose</Button>
                          </div>
                        </Stack>
                      </Card>
                    </Cell>
                  );
                }
                """);
        }

        return app;
    }

    private sealed class Place : IAsyncDisposable
    {
        private readonly string sandboxes;
        private readonly List<IAsyncDisposable> later = [];
        private readonly List<WorkerChannel> channels = [];

        public Place(string folder, AppTemplateSource templates)
        {
            (Folder, Templates, sandboxes) = (folder, templates, Path.Combine(folder, "sandboxes"));
            Provider = New(sandboxes, hasPrograms: false);
            Programs = New(Path.Combine(folder, "programs"), hasPrograms: true);
        }

        public string Folder { get; }

        public AppTemplateSource Templates { get; }

        public string Toolchain => Templates.Current.ToolchainFolder;

        /// <summary>As builds have them.</summary>
        public LocalSandboxProvider Provider { get; }

        /// <summary>As a sandbox host lends them.</summary>
        public LocalSandboxProvider Programs { get; }

        public static SandboxOwner NewOwner() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), null, null);

        /// <summary>A sandbox with a build worker that can be asked.</summary>
        public async Task<(ISandbox Sandbox, WorkerChannel Channel)> WorkerAsync()
        {
            var sandbox = await Provider.CreateAsync(new SandboxRequest(), CancellationToken.None);
            var process = await sandbox.StartAsync(Worker, CancellationToken.None);
            var channel = new WorkerChannel(process.Input, process.Output);
            await channel.WaitAsync();
            Later(sandbox);
            channels.Add(channel);
            return (sandbox, channel);
        }

        /// <summary>What is disposed of when nothing is measured.</summary>
        public T Later<T>(T made) where T : IAsyncDisposable
        {
            later.Add(made);
            return made;
        }

        public async Task EndAsync()
        {
            foreach (var made in later) await made.DisposeAsync();
            foreach (var channel in channels) channel.Dispose();
            later.Clear();
            channels.Clear();
        }

        public int FirstProcess(ISandbox sandbox) => int.Parse(File.ReadAllText(Path.Combine(sandboxes, sandbox.Id, "process")).Split(' ')[0], CultureInfo.InvariantCulture);

        /// <summary>Mebibytes of all their processes, each page divided among those that share it.</summary>
        public double Memory(IEnumerable<ISandbox> all) => all.SelectMany(sandbox => ProcessTree.Members(FirstProcess(sandbox)).ToList()).Sum(Proportional) / MebiByte;

        public async ValueTask DisposeAsync()
        {
            await Provider.DisposeAsync();
            await Programs.DisposeAsync();
        }

        private static double Proportional(int process)
            => File.ReadLines($"/proc/{process}/smaps_rollup").Where(line => line.StartsWith("Pss:", StringComparison.Ordinal)).Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);

        private LocalSandboxProvider New(string folder, bool hasPrograms)
            => new(new LocalSandboxOptions { Folder = folder, Toolchain = () => Toolchain, HasPrograms = hasPrograms }, new NoMeter(), TimeProvider.System, NullLogger<LocalSandboxProvider>.Instance);
    }

    private sealed class NoMeter : ISandboxMeter
    {
        public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
