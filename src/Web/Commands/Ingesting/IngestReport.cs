using Spectre.Console;
using Vitrine.Primitives;
using Vitrine.Projects.Ingest;
using Vitrine.Semantics.Changes;
using Vitrine.Web.Showing;

namespace Vitrine.Web.Commands.Ingesting;

/// <summary>An ingest for people at a terminal.</summary>
internal static class IngestReport
{
    private const int MostLines = 50;

    public static void Show(IngestRecord ingest)
    {
        if (ingest.IsUnchanged)
        {
            AnsiConsole.MarkupLine($"Nothing has changed: ingest {ingest.Number} is in force.");
            return;
        }

        foreach (var change in ingest.Changes.Take(MostLines)) AnsiConsole.MarkupLine($"[{Colour(change.Kind)}]{Mark(change.Kind)}[/] {Markup.Escape(ChangeText.Of(change))}");
        if (ingest.ChangeCount > MostLines) AnsiConsole.MarkupLine($"… and {ingest.ChangeCount - MostLines} more.");
        foreach (var finding in ingest.Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error).Take(MostLines)) AnsiConsole.MarkupLine($"[yellow]left out[/] {Markup.Escape(finding.Message)}");
        foreach (var app in ingest.Broken)
        {
            AnsiConsole.MarkupLine($"[red]breaks[/] {Markup.Escape(app.Name ?? "an app that you may not see")}");
            foreach (var finding in app.Findings) AnsiConsole.MarkupLine($"  {Markup.Escape(finding)}");
        }

        var from = ingest.Source.Commit is { } commit ? $" from commit {commit[..12]}{(ingest.Source.IsChanged ? " with changes" : "")}" : "";
        var differences = $"{ingest.ChangeCount} {(ingest.ChangeCount == 1 ? "difference" : "differences")}";
        var broken = ingest.Broken.Count == 1 ? "1 app breaks" : $"{ingest.Broken.Count} apps break";
        AnsiConsole.MarkupLine(ingest.IsTrial
            ? $"A trial{from}: {ingest.Explores} explores, {differences}, {broken}. Nothing was put in force."
            : $"Ingest {ingest.Number}{from} is in force: {ingest.Explores} explores, {differences}, {broken}.");
    }

    private static string Colour(LayerChangeKind kind) => kind switch
    {
        LayerChangeKind.ExploreRemoved or LayerChangeKind.FieldRemoved => "red",
        LayerChangeKind.TypeChanged => "yellow",
        LayerChangeKind.ExploreAdded or LayerChangeKind.FieldAdded => "green",
        _ => throw new InvalidOperationException($"Unknown change {kind}."),
    };

    private static string Mark(LayerChangeKind kind) => kind switch
    {
        LayerChangeKind.ExploreRemoved or LayerChangeKind.FieldRemoved => "-",
        LayerChangeKind.TypeChanged => "~",
        LayerChangeKind.ExploreAdded or LayerChangeKind.FieldAdded => "+",
        _ => throw new InvalidOperationException($"Unknown change {kind}."),
    };
}
