using System.Text.Json;
using Vitrine.Access;

namespace Vitrine.Agents.Tools;

/// <summary>Lists the files.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class ListFilesTool : IAgentTool
{
    public string Name => "list_files";

    public string Description => "Lists the app's files with their number of lines. src/gen/queries.ts is generated from src/queries.yml and not listed.";

    public bool IsReadOnly => true;

    public JsonElement InputSchema { get; } = ToolInput.Schema("""{"type":"object","properties":{},"additionalProperties":false}""");

    public Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
        => Task.FromResult(new ToolResult(string.Join('\n', context.Files.Source.Files.Select(file => $"{file.Key} ({AppFiles.Lines(file.Value)} lines)"))));
}
