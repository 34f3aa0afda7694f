using System.Text;
using Vitrine.Agents.Workbenches;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Agents;
using Vitrine.Queries.Contracts;
using Vitrine.Serving.Documents;

namespace Vitrine.Integration.Web;

/// <summary>A workbench that builds a document of a few words. Contracts are read and validated as they are in the product; see <see cref="ScriptedWorkbench"/> for the rest.</summary>
internal sealed class DocumentWorkbench(Func<string, CancellationToken, Task> reached) : IWorkbench
{
    private readonly ScriptedWorkbench scripted = new(reached);

    public async Task<CheckOutcome> CheckAsync(AppSource source, CheckRequest request, IProgress<GateProgress> progress, CancellationToken cancellationToken)
    {
        var outcome = await scripted.CheckAsync(source, request, progress, cancellationToken);
        var read = ContractFileParser.Parse(source.Contracts);
        List<GateDiagnostic> findings = [.. read.Diagnostics.Select(finding => GateDiagnostic.Error("contracts", finding.Code, finding.Message))];
        if (read.IsReadable)
        {
            findings.AddRange(ContractValidator.ValidateIn(read.File, request.Project.Layer, request.Project.ContextFor(request.Author))
                .Select(finding => GateDiagnostic.Error("contracts", finding.Code, finding.Message)));
        }

        var contracts = new GateResult("contracts", findings.Count > 0 ? GateStatus.Failed : GateStatus.Passed, 1, findings);
        return outcome with
        {
            Report = GateReport.Of([contracts, .. outcome.Report.Gates]),
            Contracts = read.File,
            Bundle = new AppBundle("show();", "body { color: black }", []),
            Document = new AssembledDocument(Encoding.UTF8.GetBytes($"<!doctype html><p>{source.Files["src/App.tsx"]}</p>"), ["sha256-x="], "test"),
            Thumbnail = request.Scope == CheckScope.Full ? new ReadOnlyMemory<byte>("not really a thumbnail"u8.ToArray()) : null,
        };
    }

    public ValueTask DisposeAsync() => scripted.DisposeAsync();
}
