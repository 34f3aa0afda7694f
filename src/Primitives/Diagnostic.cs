namespace Vitrine.Primitives;

/// <summary>How much a <see cref="Diagnostic"/> weighs: an error stops, a warning and a note do not.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The thing cannot be used until this is fixed.</summary>
    Error,

    /// <summary>It works, but somebody should look.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Note,
}

/// <summary>Where a finding is: any part may be absent.</summary>
/// <param name="File">Path relative to the thing that was checked, with forward slashes; never a path of the host.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="Subject">The named thing, such as <c>orders.revenue</c> or a contract's name.</param>
public sealed record DiagnosticLocation(string? File = null, int? Line = null, int? Column = null, string? Subject = null);

/// <summary>
/// One finding that an author (of a dbt project, of contracts, of app code) can fix. Parts of the product that check
/// things collect all of them and then stop.
/// </summary>
/// <param name="Code">Stable and never reused, such as <c>contracts.unknown-field</c>: the family, a dot, the finding.</param>
/// <param name="Message">One sentence that names the thing. Safe to show to the author and to a language model.</param>
/// <param name="Where">Where it is, or null when it concerns the whole.</param>
/// <param name="Hint">What to do about it, or null.</param>
/// <param name="Severity">Errors by default.</param>
public sealed record Diagnostic(
    string Code,
    string Message,
    DiagnosticLocation? Where = null,
    string? Hint = null,
    DiagnosticSeverity Severity = DiagnosticSeverity.Error);
