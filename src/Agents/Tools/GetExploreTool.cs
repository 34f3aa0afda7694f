using System.Text;
using System.Text.Json;
using Vitrine.Access;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Tools;

/// <summary>Shows an explore with its fields.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class GetExploreTool : IAgentTool
{
    private const int Most = 400;

    public string Name => "get_explore";

    public string Description => "Shows an explore: what its rows are, its joins, required filters, dimensions and metrics. A contract selects from one explore and may use the fields of this list only.";

    public bool IsReadOnly => true;

    public bool TellsData => true;

    public JsonElement InputSchema { get; } = ToolInput.Schema("""{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}""");

    public Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var explore = ExploreLookup.Require(context.Project, context.Author, ToolInput.Text(input, "name"));
        var fields = ExploreLookup.FieldsOf(context.Project, context.Author, explore).ToList();
        var text = new StringBuilder();
        Line(text, $"{explore.Name} \"{explore.Label}\"{(explore.Description is { } about ? $": {about.ReplaceLineEndings(" ")}" : "")}");
        foreach (var hint in explore.AiHints) Line(text, $"Hint: {hint.ReplaceLineEndings(" ")}");
        if (explore.Joins.Count > 0) Line(text, $"Joins: {string.Join(", ", explore.Joins.Where(join => !join.IsHidden).Select(join => join.Table))}");
        if (explore.RequiredFilters.Count > 0) Line(text, $"Every contract needs a filter on: {string.Join(", ", explore.RequiredFilters.Select(filter => filter.Field))}");
        Line(text, "Dimensions:");
        foreach (var field in fields.Where(field => field is Dimension).Take(Most)) Line(text, ExploreLookup.Line(field));
        Line(text, "Metrics:");
        foreach (var metric in fields.OfType<Metric>().Take(Most)) Line(text, ExploreLookup.Line(metric) + Behind(metric, fields));
        if (fields.Count > 2 * Most) Line(text, "… and more; search_fields finds them.");
        return Task.FromResult(new ToolResult(text.ToString()));
    }

    /// <summary>Which dimensions its author shows of the rows behind it, as far as whoever asks may see them.</summary>
    private static string Behind(Metric metric, List<Field> fields)
    {
        var named = metric.ShowUnderlyingValues.Select(name => FieldReference.TryParse(name, out var whole) ? whole : new FieldReference(metric.Reference.Table, name)).ToHashSet();
        var shown = fields.OfType<Dimension>().Select(field => field.Reference).Where(named.Contains).ToList();
        return shown.Count == 0 ? "" : $" Rows behind it are told by {string.Join(", ", shown)}.";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
