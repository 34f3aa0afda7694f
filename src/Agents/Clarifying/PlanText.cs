using System.Text;

namespace Vitrine.Agents.Clarifying;

/// <summary>A plan in lines: for language models, and for people in a terminal.</summary>
internal static class PlanText
{
    public static string Of(BuildPlan plan)
    {
        var text = new StringBuilder();
        foreach (var page in plan.Pages)
        {
            Line(text, $"Page: {page.Title}");
            foreach (var widget in page.Widgets) Line(text, $"- {widget.Title}{(widget.Chart is { } chart ? $" ({chart})" : "")}{(widget.Contract is { } contract ? $", from {contract}" : "")}");
        }

        if (plan.Contracts.Count > 0) Line(text, "Contracts:");
        foreach (var contract in plan.Contracts)
            Line(text, $"- {contract.Name}: explore {contract.Explore}{List("; metrics ", contract.Metrics)}{List("; by ", contract.Dimensions)}");
        if (plan.Filters.Count > 0) Line(text, $"Filters: {string.Join(", ", plan.Filters)}");
        return text.ToString().TrimEnd('\n');
    }

    private static string List(string before, IReadOnlyList<string> names) => names.Count == 0 ? "" : before + string.Join(", ", names);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
