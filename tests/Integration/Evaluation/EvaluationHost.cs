using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Agents;
using Vitrine.Agents.Composer;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.Workbenches;
using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Composing;
using Vitrine.Projects;
using Vitrine.Queries;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;
using Vitrine.Serving;
using Vitrine.Serving.Documents;
using Vitrine.Serving.Frames;
using Vitrine.Storage;

namespace Vitrine.Integration.Evaluation;

/// <summary>What prompts are evaluated with: the agents that a configuration allows, with their ledger, and sandboxes and browsers for those who want every gate.</summary>
internal sealed class EvaluationHost : IAsyncDisposable
{
    private readonly StateHost host;
    private readonly string folder;

    private EvaluationHost(StateHost host, string folder) => (this.host, this.folder) = (host, folder);

    /// <summary>Who can write: the composer, and the models whose keys are set.</summary>
    public LanguageModelTable Table => host.Get<LanguageModelTable>();

    /// <param name="configuration">As a server has it: keys, addresses, models and prices.</param>
    public static async Task<EvaluationHost> StartAsync(IConfiguration configuration)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-evaluation-").FullName;
        var whole = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(new Dictionary<string, string?> { ["VITRINE_DATA"] = folder, ["DATABASE_URL"] = null, ["APPS_RUNTIME_ENABLED"] = "true" }).Build();
        var host = await StateHost.StartAsync(null, services =>
        {
            services.AddSingleton<IConfiguration>(whole);
            services.AddProjects().AddQueries().AddServing().AddBuilds().AddAgents();
            services.AddSandboxes(provider => new LocalSandboxOptions { Folder = Path.Combine(folder, "sandboxes"), Toolchain = () => provider.GetRequiredService<AppTemplateSource>().Current.ToolchainFolder });
            services.AddSingleton<ISandboxMeter, NoMeter>();
            services.AddBrowsers(_ => new BrowserPoolOptions { Folder = Path.Combine(folder, "browsers"), PageBytes = 700L << 20 });
            services.AddSingleton<ICodingAgent, ComposerAgent>();
        }, TimeProvider.System, folder);
        return new EvaluationHost(host, folder);
    }

    /// <summary>An evaluator.</summary>
    /// <param name="projects">What there is to prompt over.</param>
    /// <param name="model">The model; null for the composer.</param>
    /// <param name="hasAllGates">Whether apps are built, rendered and checked as in the product; else contracts alone are.</param>
    /// <param name="template">What apps begin with; the composer needs none where only contracts are checked.</param>
    public AppEvaluator Open(EvaluationProjects projects, LanguageModel? model, bool hasAllGates, AppTemplate? template)
    {
        var agent = host.Get<CodingAgents>().Open(model?.Name ?? host.Get<CodingAgents>().WithoutModel);
        var owner = new SandboxOwner(Guid.Empty, null, null, null, EvaluationProject.Author.PersonId);
        return hasAllGates
            ? new AppEvaluator(projects, agent, model, () => host.Get<OpenWorkbench>()(owner, AppSource.Empty), host.Get<IObjectStore>(), template, new PageReader(host.Get<BrowserPool>(), host.Get<HostScript>()))
            : new AppEvaluator(projects, agent, model, null, host.Get<IObjectStore>(), template);
    }

    /// <summary>The template of this build.</summary>
    public AppTemplate Template => host.Get<AppTemplateSource>().Current;

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class NoMeter : ISandboxMeter
    {
        public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
