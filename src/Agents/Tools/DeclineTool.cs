using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents.Turns;

namespace Vitrine.Agents.Tools;

/// <summary>Ends the turn because the data for it is not there.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class DeclineTool : IAgentTool
{
    private const int LongestMessage = 2000;

    public string Name => "decline";

    public string Description => "Ends the work without an app, because the data for it is not there. Say what is missing and what could be shown instead. Never make up numbers, and never show something else as if it were what was asked for.";

    public JsonElement InputSchema { get; } = ToolInput.Schema("""{"type":"object","properties":{"message":{"type":"string","description":"For the person."}},"required":["message"],"additionalProperties":false}""");

    public Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var message = PromptText.Shown(ToolInput.Text(input, "message"));
        if (message.Length is 0 or > LongestMessage) throw ToolInput.Bad($"'message' has 1 to {LongestMessage} characters.");
        return Task.FromResult(new ToolResult("Declined.") { Ending = new AgentEnding.Declined(message) });
    }
}
