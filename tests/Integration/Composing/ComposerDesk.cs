using Vitrine.Agents;
using Vitrine.Agents.Composer;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.Tools;
using Vitrine.Agents.Turns;
using Vitrine.Agents.Workbenches;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Integration.Composing;

/// <summary>Gives prompts to the real composer, or to another agent, with the real tools over a project, without a turn around them.</summary>
/// <param name="project">What is prompted over.</param>
/// <param name="bench">Where apps are checked; by their contracts alone without one.</param>
/// <param name="objects">Where the parts of a whole check go; needed by a bench that builds.</param>
/// <param name="agent">Who writes; the composer without one.</param>
/// <param name="journal">Where a language model's calls are kept; needed by one.</param>
/// <param name="template">What apps begin with; without one they begin with nothing, which is enough for the composer.</param>
internal sealed class ComposerDesk(EvaluationProject project, IWorkbench? bench = null, IObjectStore? objects = null, ICodingAgent? agent = null, IModelJournal? journal = null, AppTemplate? template = null)
{
    /// <summary>A first prompt and the follow-ups after it, each on what the one before made. One that is declined leaves the app as it was.</summary>
    public async Task<Composed> ComposeAsync(IEnumerable<string> prompts, CancellationToken cancellationToken)
    {
        Composed? app = null, last = null;
        foreach (var prompt in prompts)
        {
            last = await ComposeAsync(prompt, app, cancellationToken);
            if (last.Plan is not null) app = last;
        }

        return last!.Plan is null && app is not null ? last with { Plan = app.Plan, Source = app.Source } : last;
    }

    /// <summary>One prompt, on what was made before or on nothing.</summary>
    public async Task<Composed> ComposeAsync(string prompt, Composed? before, CancellationToken cancellationToken, AppKind kind = AppKind.Dashboard, string appName = "An app")
    {
        var writer = agent ?? new ComposerAgent();
        var source = before?.Source ?? (template is null ? AppSource.Empty : AppSource.Scaffold(template));
        var files = new AppFiles(source, (_, _, _) => Task.CompletedTask);
        var request = new CheckRequest { Project = project.Open, Author = EvaluationProject.Author, Title = "An app", Scope = CheckScope.Full };
        var checks = new AppChecks(files, bench ?? new ContractsBench(), request, (_, _, _) => Task.CompletedTask, (_, _) => Task.CompletedTask, objects is null ? null! : new VersionBlobs(objects, new SourceStore(objects)), objects!, new TurnSettings());
        var context = new ToolContext(project.Open, EvaluationProject.Author, files, checks, project.Contracts, writer.IsLanguageModel)
        {
            References = template is null ? References.WithoutTypes : new References(template.ToolchainFolder),
            Exports = template is null ? new Dictionary<string, string>() : TurnPreparation.ExportsOf(template),
        };
        var tools = new ToolBox(ToolList.All, context, new ToolBudget(new TurnSettings()));
        var events = new Events();
        var task = new AgentTask
        {
            TurnId = Guid.Empty,
            Prompt = prompt,
            Kind = kind,
            AppName = appName,
            IsNewApp = before is null,
            Project = project.Open,
            Author = EvaluationProject.Author,
            Source = source,
            PlanJson = before?.PlanJson ?? (before?.Plan is { } plan ? PlanJson.Write(plan) : null),
            Events = events,
            Journal = journal,
        };
        var ending = await writer.RunAsync(task, tools, cancellationToken);
        return new Composed(ending, ending is AgentEnding.Finished finished ? PlanJson.Read(finished.PlanJson) : null, files.Source, events.Said);
    }

    private sealed class Events : IAgentEvents
    {
        private readonly List<string> said = [];

        public IReadOnlyList<string> Said => said;

        public Task TextAsync(string text, CancellationToken cancellationToken)
        {
            said.Add(text);
            return Task.CompletedTask;
        }

        public Task StepAsync(string label, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PlanAsync(string planJson, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
