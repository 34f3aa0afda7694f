using System.Text.Json;
using Vitrine.Access;

namespace Vitrine.Agents.Tools;

/// <summary>Writes a whole file.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class WriteFileTool : IAgentTool
{
    public string Name => "write_file";

    public string Description =>
        "Writes a whole file, new or not. An app consists of src/App.tsx, src/queries.yml, src/pages/*.tsx, src/components/*.tsx and src/theme.css. Change a file that is there with edit_file.";

    public JsonElement InputSchema { get; } = ToolInput.Schema("""
        {"type":"object","properties":{
          "path":{"type":"string","description":"Such as src/pages/Overview.tsx."},
          "text":{"type":"string","description":"The whole text."}
        },"required":["path","text"],"additionalProperties":false}
        """);

    public async Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var (path, text) = (AppFiles.Normal(ToolInput.Text(input, "path")), AppFiles.Clean(ToolInput.Text(input, "text")));
        await context.Files.WriteAsync(path, text, cancellationToken);
        return new ToolResult($"Written: {path} ({AppFiles.Lines(text)} lines).");
    }
}
