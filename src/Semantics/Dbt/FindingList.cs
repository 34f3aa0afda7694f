using Vitrine.Primitives;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Dbt;

/// <summary>Collects what is wrong in a dbt project, and goes on.</summary>
internal sealed class FindingList
{
    private readonly List<Diagnostic> findings = [];

    public IReadOnlyList<Diagnostic> Findings => findings;

    public void Add(string code, string subject, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error, string? hint = null)
        => findings.Add(new Diagnostic("dbt." + code, message, new DiagnosticLocation(Subject: subject), hint, severity));

    public void AddRange(FindingList others) => findings.AddRange(others.findings);

    /// <summary>Names a file.</summary>
    public void AddAt(string code, string file, int? line, string message) => findings.Add(new Diagnostic("dbt." + code, message, new DiagnosticLocation(file, line)));

    /// <summary>Reads a part; when it is broken, it is left out and named.</summary>
    public T? Try<T>(string code, string subject, string what, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (MetaProblemException problem)
        {
            Add(code, subject, $"{what} is left out: {problem.Message}.");
        }
        catch (SqlProblemException problem)
        {
            Add(code, subject, $"{what} is left out: its SQL {problem.Message}.");
        }

        return null;
    }
}
