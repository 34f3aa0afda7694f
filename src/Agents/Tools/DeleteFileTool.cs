using System.Text.Json;
using Vitrine.Access;

namespace Vitrine.Agents.Tools;

/// <summary>Removes a file.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class DeleteFileTool : IAgentTool
{
    public string Name => "delete_file";

    public string Description => "Removes a file. What imports it has to change as well.";

    public JsonElement InputSchema { get; } = ToolInput.Schema("""{"type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}""");

    public async Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var path = ToolInput.Text(input, "path");
        _ = context.Files.Require(path);
        await context.Files.DeleteAsync(path, cancellationToken);
        return new ToolResult($"Removed: {path}.");
    }
}
