using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Writing;
using Vitrine.Builds.Gates;
using Vitrine.Primitives;

namespace Vitrine.Agents.Composer.Working;

/// <summary>Mends a plan by what gates find: a card that does not pass leaves, and the app without it goes on.</summary>
internal static class PlanRepair
{
    /// <summary>The plan without what fails, and what left; null where no finding belongs to a card.</summary>
    public static (AppPlan Plan, IReadOnlyList<string> Left)? Mend(AppPlan plan, GateReport report)
    {
        var errors = report.Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        var contracts = QueriesWriter.Write(plan).Split('\n');
        var failing = plan.Widgets.Where(widget => errors.Exists(finding => Concerns(finding, widget, contracts))).ToList();
        if (failing.Count == 0) return null;
        var isCompared = failing.Exists(widget => widget.Chart == ChartKind.Kpi);
        // Headline numbers are first tried without the comparison.
        if (isCompared && plan.Compare is not null && failing.Count == 1) return (plan with { Compare = null }, ["the comparison of the headline numbers"]);
        var names = failing.Select(widget => widget.Name).ToHashSet();
        var rest = plan with { Pages = [.. plan.Pages.Select(page => page with { Widgets = [.. page.Widgets.Where(widget => !names.Contains(widget.Name))] }).Where(page => page.Widgets.Count > 0)] };
        return rest.Pages.Count == 0 ? null : (rest, [.. failing.Select(widget => $"“{widget.Title}”")]);
    }

    private static bool Concerns(GateDiagnostic finding, PlanWidget widget, string[] contracts)
    {
        if (finding.File == ComponentWriter.PathOf(widget)) return true;
        if (finding.File == AppWriter.QueriesPath && finding.Line is { } line) return ContractAt(contracts, line) is { } name && (name == widget.Name || name == QueriesWriter.SparkName(widget));
        return finding.Message.Split((char[])[' ', ',', '.', ':', ';', '"', '\'', '“', '”', '(', ')', '`']).Any(word => word == widget.Name || word == QueriesWriter.SparkName(widget));
    }

    /// <summary>The contract that a line of <c>queries.yml</c> belongs to.</summary>
    private static string? ContractAt(string[] lines, int line)
    {
        for (var at = Math.Min(line, lines.Length) - 1; at >= 0; at--)
        {
            var text = lines[at];
            if (text.Length > 2 && text.StartsWith("  ", StringComparison.Ordinal) && text[2] != ' ') return text.Trim().TrimEnd(':');
            if (text.Length > 0 && text[0] != ' ') return null;
        }

        return null;
    }
}
