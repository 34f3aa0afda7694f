using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents.Tools.Fixing;
using Vitrine.Builds;

namespace Vitrine.Agents.Tools;

/// <summary>Runs gates over the files as they are.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class CheckTool : IAgentTool
{
    public string Name => "check";

    public string Description =>
        "Checks the files as they are. quick (contracts, types, build) takes a second: use it after every group of changes. full also runs the app in a browser at desktop and phone width, runs every contract, and checks accessibility.";

    public JsonElement InputSchema { get; } = ToolInput.Schema("""
        {"type":"object","properties":{"scope":{"type":"string","enum":["quick","full"],"description":"quick when absent."}},"additionalProperties":false}
        """);

    public async Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var scope = ToolInput.OptionalText(input, "scope") switch
        {
            null or "quick" => CheckScope.Quick,
            "full" => CheckScope.Full,
            _ => throw ToolInput.Bad("'scope' has to be quick or full."),
        };
        var (outcome, mended) = await MendedCheck.RunAsync(context, scope, cancellationToken);
        return new ToolResult(DiagnosticForm.Tell(outcome.Report, mended, context), IsError: outcome.Report.Status == Builds.Gates.GateStatus.Failed);
    }
}
