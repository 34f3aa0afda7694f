using Vitrine.Primitives;

namespace Vitrine.Queries.Contracts;

/// <summary>What came of reading a contract file.</summary>
/// <param name="File">What could be read. With errors it is only as good as the rest of the text; do not run it.</param>
/// <param name="Diagnostics">All findings, in the order of the file.</param>
public sealed record ContractParseResult(ContractFile File, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether nothing stops the file from being validated and run.</summary>
    public bool IsReadable => Diagnostics.All(finding => finding.Severity != DiagnosticSeverity.Error);
}
