using Vitrine.Primitives;

namespace Vitrine.Queries.Contracts.Yaml;

/// <summary>Collects what is wrong with a contract file, in the order in which it was found.</summary>
internal sealed class FindingList
{
    /// <summary>Where the file stands in an app.</summary>
    public const string File = "src/queries.yml";

    /// <summary>A file that is wrong everywhere would drown its reader (and a model's context).</summary>
    private const int Most = 200;

    private readonly List<Diagnostic> diagnostics = [];

    /// <summary>Sorted by place; findings without one come first.</summary>
    public IReadOnlyList<Diagnostic> Sorted
        => [.. diagnostics.Distinct().OrderBy(finding => finding.Where?.Line ?? 0).ThenBy(finding => finding.Where?.Column ?? 0)];

    public bool HasErrors => diagnostics.Exists(finding => finding.Severity == DiagnosticSeverity.Error);

    public void Error(string code, string message, SourceSpot? spot, string? hint = null, string? subject = null)
        => Add(code, message, spot, hint, subject, DiagnosticSeverity.Error);

    public void Warning(string code, string message, SourceSpot? spot, string? hint = null, string? subject = null)
        => Add(code, message, spot, hint, subject, DiagnosticSeverity.Warning);

    public void AddRange(FindingList others) => diagnostics.AddRange(others.diagnostics.Take(Math.Max(0, Most - diagnostics.Count)));

    private void Add(string code, string message, SourceSpot? spot, string? hint, string? subject, DiagnosticSeverity severity)
    {
        if (diagnostics.Count >= Most) return;
        diagnostics.Add(new Diagnostic(
            "contracts." + code, message, new DiagnosticLocation(File, spot?.Line, spot?.Column, subject), hint, severity));
    }
}
