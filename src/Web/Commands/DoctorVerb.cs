using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Vitrine.Primitives;
using Vitrine.Web.Hosting;

namespace Vitrine.Web.Commands;

/// <summary><c>vitrine doctor</c>: looks at every setting and at what it points to, and says in a line each what is wrong and what to do.</summary>
internal sealed class DoctorVerb : IVerb
{
    public Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON list instead of a table." };
        var command = new Command("doctor", "Check settings and everything they point to. Exit code 0 when nothing is broken.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = await Doctor.ExamineAsync(cancellationToken);
            if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(findings, Api.WireForm.OfVerbs));
            else Show(findings);
            return findings.Any(finding => finding.Status == DoctorStatus.Broken) ? 1 : 0;
        });
        return command;
    }

    private static void Show(IReadOnlyList<DoctorFinding> findings)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "").Collapse();
        foreach (var finding in findings)
        {
            var (mark, colour) = finding.Status switch
            {
                DoctorStatus.Fine => ("✓", "green"),
                DoctorStatus.Limited => ("!", "yellow"),
                DoctorStatus.Broken => ("✗", "red"),
                DoctorStatus.NotUsed => ("·", "grey"),
                _ => throw new InvalidOperationException("A status without a mark."),
            };
            var text = Markup.Escape(finding.Finding) + (finding.Remedy is null ? "" : $"\n[{colour}]→ {Markup.Escape(finding.Remedy)}[/]");
            table.AddRow($"[{colour}]{mark}[/]", $"[bold]{Markup.Escape(finding.Name)}[/]", text);
        }

        AnsiConsole.Write(table);
        var broken = findings.Count(finding => finding.Status == DoctorStatus.Broken);
        AnsiConsole.MarkupLine(broken == 0 ? "[green]Nothing is broken.[/]" : $"[red]{broken} {(broken == 1 ? "thing is" : "things are")} broken.[/]");
    }
}
