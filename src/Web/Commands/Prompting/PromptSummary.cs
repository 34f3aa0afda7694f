using Spectre.Console;
using Vitrine.Primitives;
using Vitrine.Web.Components;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>The last words in a terminal.</summary>
internal static class PromptSummary
{
    public static void Show(PromptReport report)
    {
        var colour = report.Status switch { "ready" => "green", "unverified" or "waiting" => "yellow", "cancelled" => "grey", _ => "red" };
        AnsiConsole.MarkupLineInterpolated($"[bold {colour}]{report.Status}[/]{(report.Version is { } version ? $" · {report.App}, version {version}" : report.App is null ? "" : $" · {report.App}")}");
        if (report.Message is { } message) AnsiConsole.WriteLine(message);
        foreach (var choice in report.Choices) AnsiConsole.WriteLine($"  · {choice}");
        if (report.Gates.Count > 0)
        {
            AnsiConsole.WriteLine();
            foreach (var gate in report.Gates)
                AnsiConsole.MarkupLine($"  [{PromptScreen.Colour(gate.Status)}]{PromptScreen.Mark(gate.Status)}[/] {Markup.Escape(gate.Name),-14} {Markup.Escape(gate.Status),-10} [grey]{gate.Milliseconds,6} ms[/]");
        }

        foreach (var finding in report.Diagnostics.Where(finding => finding.Severity != DiagnosticSeverity.Note).Take(20))
        {
            AnsiConsole.MarkupLineInterpolated($"  [{(finding.Severity == DiagnosticSeverity.Error ? "red" : "yellow")}]{finding.Gate}[/] {(finding.File is null ? "" : $"{finding.File}{(finding.Line is { } line ? $":{line}" : "")} ")}{finding.Message}");
            if (finding.Hint is { } hint) AnsiConsole.MarkupLineInterpolated($"    [grey]{hint}[/]");
        }

        if (report.StageSeconds.Count > 0)
            AnsiConsole.MarkupLineInterpolated($"\n[grey]{string.Join(" · ", report.StageSeconds.Select(stage => $"{stage.Key} {stage.Value:0.0} s"))} · {report.StageSeconds.Values.Sum():0.0} s in all[/]");
        if (report.Cost is > 0 and var cost) AnsiConsole.MarkupLineInterpolated($"Cost        {Wording.Dollars(cost)}{(report.RepairCost is > 0 and var repairs ? $", repairs {Wording.Dollars(repairs)}" : "")}");
        if (report.Screenshots.Count > 0) AnsiConsole.MarkupLineInterpolated($"Screenshot  {report.Screenshots[0]}");
        if (report.Url is { } url) AnsiConsole.MarkupLineInterpolated($"Open        {url}{(report.IsServerGone ? " (after ./run)" : "")}");
        if (report.Status == "waiting") AnsiConsole.MarkupLineInterpolated($"Answer      vitrine prompt --follow-up {report.App} \"…\"");
    }
}
