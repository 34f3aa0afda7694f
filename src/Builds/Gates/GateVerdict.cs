using Vitrine.Primitives;

namespace Vitrine.Builds.Gates;

/// <summary>What a gate says.</summary>
/// <param name="Status">How it came out.</param>
/// <param name="Diagnostics">Its findings.</param>
public sealed record GateVerdict(GateStatus Status, IReadOnlyList<GateDiagnostic> Diagnostics)
{
    /// <summary>Failed when one of the findings is an error, else passed.</summary>
    public static GateVerdict Of(IReadOnlyList<GateDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new(diagnostics.Any(finding => finding.Severity == DiagnosticSeverity.Error) ? GateStatus.Failed : GateStatus.Passed, diagnostics);
    }

    /// <summary>The gate could not run here, for this reason.</summary>
    public static GateVerdict Unverified(string gate, string reason, string? remedy = null)
        => new(GateStatus.Unverified, [GateDiagnostic.Warning(gate, $"{gate}.unavailable", reason, remedy).OfServer()]);
}
