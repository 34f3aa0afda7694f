using System.Globalization;
using System.Text;
using System.Text.Json;
using Vitrine.Access;

namespace Vitrine.Agents.Tools;

/// <summary>Reads a file, or lines of it.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class ReadFileTool : IAgentTool
{
    private const int MostLines = 800;

    public string Name => "read_file";

    public string Description => $"Reads a file with line numbers before each line (they are no part of it), at most {MostLines} lines at a time.";

    public bool IsReadOnly => true;

    public bool TellsData => true;

    public JsonElement InputSchema { get; } = ToolInput.Schema("""
        {"type":"object","properties":{
          "path":{"type":"string","description":"Such as src/App.tsx."},
          "from":{"type":"integer","minimum":1,"description":"The first line; 1 when absent."},
          "lines":{"type":"integer","minimum":1,"maximum":800,"description":"How many lines; 800 when absent."}
        },"required":["path"],"additionalProperties":false}
        """);

    public Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var text = context.Files.Require(ToolInput.Text(input, "path"));
        var from = ToolInput.OptionalCount(input, "from", 1, int.MaxValue) ?? 1;
        var count = ToolInput.OptionalCount(input, "lines", 1, MostLines) ?? MostLines;
        var lines = text.TrimEnd('\n').Split('\n');
        if (from > lines.Length) return Task.FromResult(ToolResult.Error($"The file has {lines.Length} lines."));
        var until = Math.Min(lines.Length, from - 1 + count);
        var answer = new StringBuilder();
        for (var index = from - 1; index < until; index++) answer.Append(CultureInfo.InvariantCulture, $"{index + 1}: {lines[index]}\n");
        if (until < lines.Length) answer.Append(CultureInfo.InvariantCulture, $"… {lines.Length - until} more lines; read on from {until + 1}.\n");
        return Task.FromResult(new ToolResult(answer.ToString()));
    }
}
