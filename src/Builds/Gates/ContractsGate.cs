using Vitrine.Primitives;
using Vitrine.Queries.Contracts;

namespace Vitrine.Builds.Gates;

/// <summary>Every contract resolves for the author, with every choice of its slots; and from them comes <c>src/gen/queries.ts</c>.</summary>
internal sealed class ContractsGate : IGate
{
    public string Name => "contracts";

    public IReadOnlyList<string> Needs => [];

    public Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        const string File = "src/queries.yml";
        if (!input.Source.Files.ContainsKey(File))
            return Task.FromResult(GateVerdict.Of([GateDiagnostic.Error(Name, "contracts.missing-file", "There is no src/queries.yml.", "Declare there what the app asks; an app that asks nothing writes: version: 1 and contracts: {}.", File)]));
        var read = ContractFileParser.Parse(input.Source.Contracts);
        var (project, author) = (input.Request.Project, input.Request.Author);
        IEnumerable<Diagnostic> findings = read.Diagnostics;
        // What does not even read would be reported a second time by everything that follows from it. A name that is no column of its contract may only follow from a misspelt field, which comes first then.
        if (read.Diagnostics.All(finding => finding.Severity != DiagnosticSeverity.Error || finding.Code == "contracts.not-a-column"))
        {
            var resolved = ContractValidator.ValidateIn(read.File, project.Layer, project.ContextFor(author));
            findings = resolved.Any(finding => finding.Code == "contracts.unknown-field") ? [.. resolved, .. findings.Where(finding => finding.Code != "contracts.not-a-column")] : findings.Concat(resolved);
        }

        var verdict = GateVerdict.Of([.. findings.Select(finding => GateDiagnostic.From(Name, finding, File))]);
        if (verdict.Status == GateStatus.Passed) input.QueriesModule = QueriesModuleWriter.Write(read.File, project.Layer);
        return Task.FromResult(verdict);
    }
}
