using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents.Tools.Fixing;
using Vitrine.Agents.Turns;
using Vitrine.Builds;
using Vitrine.Builds.Gates;

namespace Vitrine.Agents.Tools;

/// <summary>Runs all gates a last time and ends the turn when they pass.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class FinishTool : IAgentTool
{
    private const int LongestSummary = 4000;

    public string Name => "finish";

    public string Description => "Ends the work: runs the full check, and the app is done when it passes. When it does not, mend what it found and call finish again; a repair that changes nothing about the findings ends the turn as failed.";

    public JsonElement InputSchema { get; } = ToolInput.Schema("""
        {"type":"object","properties":{"summary":{"type":"string","description":"For the person: what the app shows, what was assumed, what was left out. A few sentences."}},"required":["summary"],"additionalProperties":false}
        """);

    public async Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var summary = PromptText.Shown(ToolInput.Text(input, "summary"));
        if (summary.Length is 0 or > LongestSummary) throw ToolInput.Bad($"'summary' has 1 to {LongestSummary} characters.");
        // What mends itself costs no repair.
        var (_, mended) = await MendedCheck.RunAsync(context, CheckScope.Full, cancellationToken);
        var outcome = await context.Checks.FinishAsync(cancellationToken);
        return outcome.Report.Status == GateStatus.Failed
            ? ToolResult.Error(DiagnosticForm.Tell(outcome.Report, mended, context))
            : new ToolResult("Done.") { Ending = new AgentEnding.Finished(summary, null, outcome) };
    }
}
