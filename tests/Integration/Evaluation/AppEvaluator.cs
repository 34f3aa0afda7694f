using Vitrine.Agents;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.Workbenches;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Composing;
using Vitrine.Primitives;
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
/// <param name="reader">Reads what a built app shows; null to look at no page.</param>
internal sealed class AppEvaluator(
    EvaluationProjects projects, ICodingAgent agent, LanguageModel? model = null, Func<IWorkbench>? open = null, IObjectStore? objects = null, AppTemplate? template = null, PageReader? reader = null)
{
    public async Task<AppResult> RunAsync(AppCase one, CancellationToken cancellationToken)
    {
        var project = await projects.OpenAsync(one.Project);
        var journal = new SpentJournal();
        await using var bench = open?.Invoke() ?? new ContractsBench();
        var started = TimeProvider.System.GetTimestamp();
        var (ending, source) = await WriteAsync(new ComposerDesk(project, bench, objects, agent, journal, template), one, cancellationToken);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var page = reader is not null && ending is AgentEnding.Finished { Outcome: { Document: not null } outcome } ? await reader.ReadAsync(project, outcome, cancellationToken) : null;
        var wrong = await AppJudge.JudgeAsync(one, ending, source, project, page, cancellationToken);
        return new AppResult(one, wrong, journal.Rounds, elapsed, journal.Usage, model?.Prices.Of(journal.Usage) ?? 0) { EndedAs = (ending as AgentEnding.GaveUp)?.Code };
    }

    /// <summary>Lets the agent write. What ends a turn ends one prompt, and not the evaluation.</summary>
    private static async Task<(AgentEnding Ending, AppSource Source)> WriteAsync(ComposerDesk desk, AppCase one, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(new TurnSettings().WallClock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var composed = await desk.ComposeAsync(one.Prompt, null, either.Token, one.Kind);
            return (composed.Ending, composed.Source);
        }
        catch (RefusalException refusal)
        {
            return (new AgentEnding.GaveUp(refusal.Code, refusal.Message), AppSource.Empty);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (new AgentEnding.GaveUp("turns.timed-out", "It took too long."), AppSource.Empty);
        }
    }
}
