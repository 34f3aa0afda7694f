using System.Text.Json;
using Vitrine.Access;

namespace Vitrine.Agents.Tools;

/// <summary>Finds fields by words.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class SearchFieldsTool : IAgentTool
{
    private const int Most = 40;

    public string Name => "search_fields";

    public string Description => "Finds fields by words in their labels, names, synonyms and descriptions, the best first. Small typos do not matter. Only fields that it or get_explore shows exist.";

    public bool IsReadOnly => true;

    public bool TellsData => true;

    public JsonElement InputSchema { get; } = ToolInput.Schema("""
        {"type":"object","properties":{
          "words":{"type":"string","description":"Such as: monthly revenue."},
          "explore":{"type":"string","description":"Only in this explore; all when absent."},
          "limit":{"type":"integer","minimum":1,"maximum":40,"description":"15 when absent."}
        },"required":["words"],"additionalProperties":false}
        """);

    public Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var words = ToolInput.Text(input, "words");
        var matches = FieldSearch.Find(context.Project, context.Author, words, ToolInput.OptionalText(input, "explore"), ToolInput.OptionalCount(input, "limit", 1, Most) ?? 15);
        return Task.FromResult(matches.Count == 0
            ? new ToolResult($"No field fits. The explores are {string.Join(", ", ExploreLookup.All(context.Project, context.Author).Take(40).Select(explore => $"{explore.Name} ({explore.Label})"))}.")
            : new ToolResult(string.Join('\n', matches.Select(match => $"explore {match.Explore.Name}: {ExploreLookup.Line(match.Field)}"))));
    }
}
