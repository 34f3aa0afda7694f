using Vitrine.Builds.Gates;

namespace Vitrine.Agents.Tools;

/// <summary>A finding of a gate in events and in answers of tools.</summary>
internal static class DiagnosticForm
{
    private const int Most = 30;

    /// <summary>The members of a finding, as in stored gate reports.</summary>
    public static object Of(GateDiagnostic finding) => new
    {
        finding.Gate,
        severity = finding.Severity.ToString().ToLowerInvariant(),
        finding.Code,
        finding.File,
        finding.Line,
        finding.Column,
        finding.Message,
        finding.Hint,
        finding.Hash,
    };

    /// <summary>A report in words: what was mended on the way, a line of the gates, then the findings, the errors first; each once, and only as far as whoever works with these tools may see the data.</summary>
    public static string Tell(GateReport report, IReadOnlyList<string> mended, ToolContext context)
    {
        var gates = report.Gates.Select(gate => $"{gate.Name}: {gate.Status.ToString().ToLowerInvariant()}");
        List<GateDiagnostic> told = [.. report.Diagnostics.Select(finding => ToldFindings.Of(finding, context)).Distinct()];
        var findings = told.Take(Most).Select(finding =>
            $"- [{finding.Gate}] {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}{Place(finding)}: {finding.Message}{(finding.Hint is { } hint ? $" {hint}" : "")}");
        var more = told.Count - Most;
        string[] already = mended.Count == 0 ? [] : [$"Mended already, read the file before you edit it: {string.Join("; ", mended)}."];
        return string.Join('\n', [.. already, string.Join(", ", gates), .. findings, .. more > 0 ? [$"… and {more} more."] : Array.Empty<string>()]);
    }

    private static string Place(GateDiagnostic finding) => finding switch
    {
        { File: null } => "",
        { Line: null } => $" in {finding.File}",
        _ => $" in {finding.File}:{finding.Line}",
    };
}
