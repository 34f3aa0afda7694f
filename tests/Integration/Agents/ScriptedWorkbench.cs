using System.Text.RegularExpressions;
using Vitrine.Agents.Workbenches;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Queries.Contracts;
using Vitrine.Serving.Documents;

namespace Vitrine.Integration.Agents;

/// <summary>
/// A workbench for which files that hold a word that begins with BROKEN do not build, and those with UNVERIFIED cannot be shown here; PREVIEW gives a build to look at.
/// </summary>
internal sealed partial class ScriptedWorkbench(Func<string, CancellationToken, Task> reached) : IWorkbench
{
    public async Task<CheckOutcome> CheckAsync(AppSource source, CheckRequest request, IProgress<GateProgress> progress, CancellationToken cancellationToken)
    {
        var gate = request.Scope == CheckScope.Quick ? "build" : "render";
        if (Has(source, "PREVIEW")) progress.Report(new GateProgress("build", GateStatus.Passed, 1, 0) { Built = new BuiltApp(new AppBundle("app", "", []), new AssembledDocument("<!doctype html>"u8.ToArray(), [], "test")) });
        progress.Report(new GateProgress(gate, null, 0, 0));
        await reached("bench", cancellationToken);
        var status = Has(source, "BROKEN") ? GateStatus.Failed : Has(source, "UNVERIFIED") ? GateStatus.Unverified : GateStatus.Passed;
        GateDiagnostic[] findings = status == GateStatus.Failed ? [GateDiagnostic.Error(gate, "test.broken", $"It holds the word {string.Join(' ', source.Files.Values.SelectMany(text => Broken().Matches(text)).Select(match => match.Value))}.", file: "src/App.tsx", line: 1)] : [];
        progress.Report(new GateProgress(gate, status, 1, findings.Length));
        return new CheckOutcome
        {
            Report = GateReport.Of([new GateResult(gate, status, 1, findings)]),
            Contracts = new ContractFile { Hash = "" },
            ContractsText = source.Contracts,
            Screenshots = request.Scope == CheckScope.Full ? [new Screenshot("desktop", 1440, "not really a picture"u8.ToArray())] : [],
            TemplateVersion = "test",
            SemanticHash = request.Project.Layer.Hash,
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex("BROKEN[a-z]*")]
    private static partial Regex Broken();

    private static bool Has(AppSource source, string word) => source.Files.Values.Any(text => text.Contains(word, StringComparison.Ordinal));
}
