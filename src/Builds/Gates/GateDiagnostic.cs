using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Vitrine.Primitives;

namespace Vitrine.Builds.Gates;

/// <summary>One finding of a gate, for the agent, the Problems tab and the API alike.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="Severity">Errors stop a version.</param>
/// <param name="Code">Stable name of the finding, such as <c>render.uncaught-error</c>.</param>
/// <param name="File">Path in the app, or null.</param>
/// <param name="Line">1-based, or null.</param>
/// <param name="Column">1-based, or null.</param>
/// <param name="Message">One sentence. Safe for the author; for a language model where the gate has not run the app, see <see cref="WithoutData"/>.</param>
/// <param name="Hint">What to do, or null.</param>
public sealed partial record GateDiagnostic(string Gate, DiagnosticSeverity Severity, string Code, string? File, int? Line, int? Column, string Message, string? Hint)
{
    /// <summary>
    /// <see cref="Message"/> without anything that the running app said or showed, or that the data says: for a language model that may not see rows. Null where that was not told apart; such a finding is told by its
    /// name and place alone. It is not stored.
    /// </summary>
    [JsonIgnore]
    public string? WithoutData { get; init; }

    /// <summary>
    /// Sixteen hex digits that stay the same while the finding stays: the line and numbers in the message may move (not digits of a name), so that an
    /// agent that only shifts a fault about is seen not to get on.
    /// </summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Gate}\n{Code}\n{File}\n{Digits().Replace(Message, "0")}")))[..16];

    /// <summary>An error of a gate about the app as a whole.</summary>
    public static GateDiagnostic Error(string gate, string code, string message, string? hint = null, string? file = null, int? line = null)
        => new(gate, DiagnosticSeverity.Error, code, file, line, null, message, hint);

    /// <summary>A warning of a gate.</summary>
    public static GateDiagnostic Warning(string gate, string code, string message, string? hint = null, string? file = null, int? line = null)
        => new(gate, DiagnosticSeverity.Warning, code, file, line, null, message, hint);

    /// <summary>A finding of a part that checks things, as one of a gate.</summary>
    public static GateDiagnostic From(string gate, Diagnostic finding, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new(gate, finding.Severity, finding.Code, finding.Where?.File ?? file, finding.Where?.Line, finding.Where?.Column, finding.Message, finding.Hint);
    }

    /// <summary>The same, where the message is the server's own and holds nothing of the data.</summary>
    public GateDiagnostic OfServer() => this with { WithoutData = Message };

    [GeneratedRegex(@"\b\d+\b")]
    private static partial Regex Digits();
}
