using System.Text.Json;
using Vitrine.Access;

namespace Vitrine.Agents.Tools;

/// <summary>Replaces texts in a file.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class EditFileTool : IAgentTool
{
    private const int Most = 50;

    public string Name => "edit_file";

    public string Description =>
        "Replaces texts in a file, one after the other. Each old text must stand in the file exactly once, with its spaces and line breaks; add lines around it until it does. All edits of a call are made, or none.";

    public JsonElement InputSchema { get; } = ToolInput.Schema("""
        {"type":"object","properties":{
          "path":{"type":"string"},
          "edits":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"object","properties":{
            "old":{"type":"string","description":"Stands exactly once in the file."},
            "new":{"type":"string","description":"What stands there afterwards; empty to remove."}
          },"required":["old","new"],"additionalProperties":false}}
        },"required":["path","edits"],"additionalProperties":false}
        """);

    public async Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var path = ToolInput.Text(input, "path");
        if (ToolInput.Find(input, "edits") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > Most)
            throw ToolInput.Bad($"'edits' has to be a list of 1 to {Most} objects with old and new.");
        var edits = list.EnumerateArray().Select(edit => new FileEdit(ToolInput.Text(edit, "old"), ToolInput.Text(edit, "new"))).ToList();
        await context.Files.EditAsync(path, edits, cancellationToken);
        return new ToolResult($"Edited: {path} ({edits.Count} {(edits.Count == 1 ? "place" : "places")}, {AppFiles.Lines(context.Files.Require(path))} lines now).");
    }
}
