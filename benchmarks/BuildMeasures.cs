using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Builds.Bundles;
using Vitrine.Builds.Register;
using Vitrine.Builds.Workspaces;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;
using Vitrine.Serving.Documents;

namespace Vitrine.Benchmarks;

/// <summary>Builds in real sandboxes: of an app of six files as the composer makes them, after one of them changed.</summary>
internal static class BuildMeasures
{
    private const string NoContracts = "import { registerContracts } from \"@vitrine/kit\";\nregisterContracts({}, {});\n";
    private static readonly SandboxOwner Nobody = new(Guid.Empty, null, null, null, null);

    public static async Task RunAsync(Measurements measurements)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-benchmarks-").FullName;
        var templates = new AppTemplateSource(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        await using (var provider = new LocalSandboxProvider(
            new LocalSandboxOptions { Folder = Path.Combine(folder, "sandboxes"), Toolchain = () => templates.Current.ToolchainFolder }, new NoMeter(), TimeProvider.System, NullLogger<LocalSandboxProvider>.Instance))
        {
            await provider.ProbeAsync(CancellationToken.None);
            await RunAsync(measurements, provider, templates);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task RunAsync(Measurements measurements, LocalSandboxProvider provider, AppTemplateSource templates)
    {
        measurements.Begin("Builds in a sandbox: an app of six files, one of them changed");
        await measurements.TimeAsync("cold sandbox: made, worker started, scaffold built and type-checked", null, 10, _ =>
        {
            var pool = NewPool(provider, templates);
            return Task.FromResult<Func<Task>>(async () =>
            {
                await using var closing = pool;
                await pool.WarmAsync(CancellationToken.None);
            });
        });

        await using var pool = NewPool(provider, templates);
        await measurements.TimeAsync("warm sandbox: claimed, files placed, first build of the app", null, 10, async _ =>
        {
            await pool.WarmAsync(CancellationToken.None);
            return async () =>
            {
                await using var workspace = await pool.OpenAsync(Nobody, App(0), CancellationToken.None);
                await workspace.BuildAsync(workspace.Source, NoContracts, CancellationToken.None);
            };
        });

        await using var workspace = await pool.OpenAsync(Nobody, App(0), CancellationToken.None);
        await pool.WarmAsync(CancellationToken.None);
        // Each time another text, so that nothing is the same as before.
        await measurements.TimeAsync("edit → new build, inside the sandbox", 150, 40, at => Work(() => workspace.BuildAsync(App(at + 1), NoContracts, CancellationToken.None)));
        await measurements.TimeAsync("edit → types", 500, 30, at => Work(() => workspace.CheckTypesAsync(App(at + 100), NoContracts, CancellationToken.None)));
        await measurements.TimeAsync("edit → build and types side by side", 500, 20, at => Work(() => Task.WhenAll(
            workspace.BuildAsync(App(at + 200), NoContracts, CancellationToken.None), workspace.CheckTypesAsync(App(at + 200), NoContracts, CancellationToken.None))));

        var built = await workspace.BuildAsync(App(1), NoContracts, CancellationToken.None);
        var bundle = new AppBundle(built.Script!, built.Css!, BundleCheck.Run(templates.Current, built.Script!, built.Css!).Imports);
        await measurements.TimeAsync("document: checked, put together, hashed", null, 50, _ => Work(() => Task.FromResult(
            (BundleCheck.Run(templates.Current, bundle.Script, bundle.Css), DocumentAssembler.Assemble(templates.Current, bundle, "App")))));
        var document = DocumentAssembler.Assemble(templates.Current, bundle, "App");
        await measurements.TimeAsync("edit → document of the new build, ready to show", 1000, 20, at => Work(async () =>
        {
            var next = await workspace.BuildAsync(App(at + 300), NoContracts, CancellationToken.None);
            var check = BundleCheck.Run(templates.Current, next.Script!, next.Css!);
            DocumentAssembler.Assemble(templates.Current, new AppBundle(next.Script!, next.Css!, check.Imports), "App");
        }));
        await measurements.TimeAsync("document: compressed, once for each version", null, 20, _ => Work(() => Task.FromResult(StoredDocument.Of(document, []))));
    }

    private static Task<Func<Task>> Work(Func<Task> work) => Task.FromResult(work);

    internal static WorkspacePool NewPool(LocalSandboxProvider provider, AppTemplateSource templates) => new(provider, templates, new SandboxRegister(TimeProvider.System), new PausingSettings(), TimeProvider.System, NullLogger<WorkspacePool>.Instance);

    private static AppSource App(int edit) => Enumerable.Range(0, 5).Aggregate(
        AppSource.Empty.With("src/queries.yml", "version: 1\ncontracts: {}\n").With("src/App.tsx", $$"""
            import { Callout, Page, Tab, Tabs } from "@vitrine/kit";
            {{string.Concat(Enumerable.Range(0, 5).Select(at => $"import {{ Part{at} }} from \"./pages/Part{at}\";\n"))}}
            export default function App() {
              return (
                <Page title="Revenue performance" subtitle="Edit {{edit}}">
                  <Tabs>
                    {{string.Concat(Enumerable.Range(0, 5).Select(at => $"<Tab title=\"Part {at}\"><Part{at} /></Tab>\n"))}}
                  </Tabs>
                  <Callout title="Note">Completed months only.</Callout>
                </Page>
              );
            }
            """),
        (app, at) => app.With($"src/pages/Part{at}.tsx", $$"""
            import { useState } from "react";
            import { Badge, Button, Card, Cell, Grid, Section, Stack } from "@vitrine/kit";

            const steps = ["first", "second", "third"] as const;

            export function Part{{at}}() {
              const [step, setStep] = useState<(typeof steps)[number]>("first");
              return (
                <Section title="Part {{at}}" subtitle={step}>
                  <Grid>
                    {steps.map((name) => (
                      <Cell key={name} span={4}>
                        <Card title={name}>
                          <Stack>
                            <div className="flex items-center gap-{{at + 1}} p-{{at + 2}} text-muted-foreground">
                              <Badge tone={name === step ? "positive" : "neutral"}>{name}</Badge>
                              <Button onClick={() => setStep(name)}>Choose</Button>
                            </div>
                          </Stack>
                        </Card>
                      </Cell>
                    ))}
                  </Grid>
                </Section>
              );
            }
            """));

    private sealed class NoMeter : ISandboxMeter
    {
        public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
