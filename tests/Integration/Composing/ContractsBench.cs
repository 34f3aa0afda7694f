using Vitrine.Agents.Workbenches;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Queries.Contracts;

namespace Vitrine.Integration.Composing;

/// <summary>A workbench of the contracts gate alone: what can be known without a sandbox and a browser.</summary>
/// <param name="fail">What else the gates are to find, by the number of the check from 0; null for nothing.</param>
internal sealed class ContractsBench(Func<int, AppSource, IReadOnlyList<GateDiagnostic>>? fail = null) : IWorkbench
{
    private int checks;

    public async Task<CheckOutcome> CheckAsync(AppSource source, CheckRequest request, IProgress<GateProgress> progress, CancellationToken cancellationToken)
    {
        var contracts = ContractFileParser.Parse(source.Contracts).File;
        var input = new GateInput { Request = request, Source = source, Contracts = contracts, Workspace = null!, Template = null! };
        var verdict = await new ContractsGate().RunAsync(input, cancellationToken);
        var findings = fail?.Invoke(checks++, source) ?? [];
        if (findings.Count > 0) verdict = GateVerdict.Of([.. verdict.Diagnostics, .. findings]);
        return new CheckOutcome
        {
            Report = GateReport.Of([new GateResult("contracts", verdict.Status, 0, verdict.Diagnostics)]),
            Contracts = contracts,
            ContractsText = source.Contracts,
            TemplateVersion = "test",
            SemanticHash = request.Project.Layer.Hash,
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
