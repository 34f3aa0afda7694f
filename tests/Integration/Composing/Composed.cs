using Vitrine.Agents;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Builds.Workspaces;

namespace Vitrine.Integration.Composing;

/// <summary>What the composer made of a prompt.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Plan">The plan of the app; null when there is none.</param>
/// <param name="Source">The files.</param>
/// <param name="Said">What it told while it worked.</param>
internal sealed record Composed(AgentEnding Ending, AppPlan? Plan, AppSource Source, IReadOnlyList<string> Said)
{
    public bool IsDeclined => Ending is AgentEnding.Declined;

    /// <summary>The last words: summary, refusal or failure.</summary>
    public string Message => Ending switch
    {
        AgentEnding.Finished finished => finished.Summary,
        AgentEnding.Declined declined => declined.Message,
        AgentEnding.GaveUp failed => failed.Message,
        _ => "",
    };

    public string? PlanJson => Ending is AgentEnding.Finished finished ? finished.PlanJson : null;
}
