using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;
using Vitrine.Web.Api;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic check</c>: what is made of a dbt project, and what is left out and why. Exit code 2 when something is left out.</summary>
internal sealed class CheckVerb : IVerb
{
    private const int HasErrors = 2;

    public Command Create()
    {
        var options = new LayerOptions();
        var json = new Option<bool>("--json") { Description = "One JSON object instead of a table." };
        var command = new Command("check", "Say what the layer holds, and what of the dbt project is left out and why. Exit codes: 0 nothing is, 1 could not be read, 2 something is.") { json };
        options.AddLayer(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var layer = await options.ReadLayerAsync(parsed, cancellationToken);
            var report = Report.Of(layer);
            if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, WireForm.OfVerbs));
            else Show(report);
            return report.Findings.Any(finding => finding.Severity == DiagnosticSeverity.Error) ? HasErrors : 0;
        });
        return command;
    }

    private static void Show(Report report)
    {
        foreach (var finding in report.Findings)
        {
            var colour = finding.Severity switch { DiagnosticSeverity.Error => "red", DiagnosticSeverity.Warning => "yellow", _ => "grey" };
            AnsiConsole.MarkupLine($"[{colour}]{finding.Severity.ToString().ToLowerInvariant()}[/] [bold]{Markup.Escape(finding.Where?.Subject ?? "")}[/] {Markup.Escape(finding.Message)} [grey]({finding.Code})[/]");
            if (finding.Hint is { } hint) AnsiConsole.MarkupLine($"  → {Markup.Escape(hint)}");
        }

        var counts = report.Findings.CountBy(finding => finding.Severity).ToDictionary();
        AnsiConsole.MarkupLine($"{report.Adapter}. Explores: {report.Explores}. Dimensions: {report.Dimensions}. Metrics: {report.Metrics}. Errors: {counts.GetValueOrDefault(DiagnosticSeverity.Error)}. Warnings: {counts.GetValueOrDefault(DiagnosticSeverity.Warning)}.");
    }

    /// <summary>What is said of a layer.</summary>
    private sealed record Report(string Adapter, string Hash, int Explores, int Dimensions, int Metrics, IReadOnlyList<Diagnostic> Findings)
    {
        public static Report Of(SemanticLayer layer)
        {
            var explores = layer.ExploreNames.Select(name => layer.TryGetExplore(name, out var explore) ? explore : null).OfType<Explore>().ToList();
            // Compiling every explore is what brings the findings of all of them.
            return new Report(layer.Adapter, layer.Hash, explores.Count, explores.Sum(explore => explore.Dimensions.Count), explores.Sum(explore => explore.Metrics.Count), layer.Diagnostics);
        }
    }
}
