using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Primitives;

namespace Vitrine.Builds.Gates;

/// <summary>What the worker says, and that it says nothing, as findings of a gate.</summary>
internal static class WorkerDiagnostics
{
    public static IReadOnlyList<GateDiagnostic> Of(string gate, IEnumerable<WorkerFinding> findings)
        => [.. findings.Select(finding => new GateDiagnostic(
            gate, finding.IsWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, finding.Code, finding.File, finding.Line, finding.Column, finding.Message, finding.Hint))];

    public static GateVerdict Of(string gate, WorkerLostException loss)
        => GateVerdict.Of([GateDiagnostic.Error(
            gate, loss.Loss == WorkerLoss.TimedOut ? $"{gate}.timed-out" : $"{gate}.gave-up",
            $"The sandbox gave up on these files, twice. {loss.Message}",
            "Something in them costs without bound: look for very large literals, deeply nested types, or generated code.")]);
}
