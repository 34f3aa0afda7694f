using Vitrine.Agents;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.Workbenches;
using Vitrine.Integration.Composing;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Integration.Evaluation;

/// <summary>Gives prompts to an agent and judges what it makes of them.</summary>
/// <param name="projects">What there is to prompt over.</param>
/// <param name="agent">Who writes.</param>
/// <param name="model">The model that it is; null for an agent that needs none.</param>
/// <param name="open">Opens where one app is checked; null to check by contracts alone.</param>
/// <param name="objects">Where what was built is kept; needed with a place that builds.</param>
/// <param name="template">What apps begin with; the composer needs none.</param>
internal sealed class AppEvaluator(EvaluationProjects projects, ICodingAgent agent, LanguageModel? model = null, Func<IWorkbench>? open = null, IObjectStore? objects = null, AppTemplate? template = null)
{
    public async Task<AppResult> RunAsync(AppCase one, CancellationToken cancellationToken)
    {
        var project = await projects.OpenAsync(one.Project);
        var journal = new SpentJournal();
        await using var bench = open?.Invoke() ?? new ContractsBench();
        var started = TimeProvider.System.GetTimestamp();
        var composed = await new ComposerDesk(project, bench, objects, agent, journal, template).ComposeAsync(one.Prompt, null, cancellationToken, one.Kind);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var wrong = await AppJudge.JudgeAsync(one, composed.Ending, composed.Source, project, cancellationToken);
        return new AppResult(one, wrong, journal.Rounds, elapsed, journal.Usage, model?.Prices.Of(journal.Usage) ?? 0);
    }
}
