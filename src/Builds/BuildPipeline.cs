using System.Diagnostics;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;
using Vitrine.Queries.Contracts;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds;

/// <summary>Takes the files of a workspace through the gates. Each gate starts as soon as those that it needs have passed.</summary>
public sealed class BuildPipeline
{
    /// <summary>Findings of one gate that are kept. More only drown their reader.</summary>
    private const int MostFindings = 50;

    private readonly IReadOnlyList<IGate> gates;
    private readonly AppTemplateSource templates;

    /// <summary>Gates in the order of reports.</summary>
    public BuildPipeline(IEnumerable<IGate> gates, AppTemplateSource templates)
    {
        this.gates = [.. gates];
        this.templates = templates;
    }

    /// <summary>Checks the files as they are now. What is wrong with the app stands in the report.</summary>
    /// <param name="workspace">The app.</param>
    /// <param name="request">Against what, and for whom.</param>
    /// <param name="progress">Told when a gate starts and ends.</param>
    /// <param name="cancellationToken">Stops all gates.</param>
    /// <exception cref="RefusalException">What is no fault of the app: <c>template.missing</c>, <c>sandbox.unavailable</c>.</exception>
    public async Task<CheckOutcome> CheckAsync(Workspace workspace, CheckRequest request, IProgress<GateProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var input = new GateInput
        {
            Request = request,
            Source = workspace.Source,
            Workspace = workspace,
            Template = templates.Current,
            Contracts = ContractFileParser.Parse(workspace.Source.Contracts).File,
        };
        var names = request.Scope == CheckScope.Quick ? GateList.Quick : GateList.Full;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Dictionary<string, Task<GateResult>>(StringComparer.Ordinal);
        // Gates only need gates before them in the list, so each finds its needs running already.
        foreach (var gate in gates.Where(gate => names.Contains(gate.Name))) running[gate.Name] = RunAsync(gate, input, running, progress, stop);
        GateResult[] results;
        try
        {
            results = await Task.WhenAll(running.Values);
        }
        finally
        {
            await stop.CancelAsync();
        }

        return Outcome(input, Report(request.Scope, results));
    }

    private static async Task<GateResult> RunAsync(
        IGate gate, GateInput input, Dictionary<string, Task<GateResult>> running, IProgress<GateProgress>? progress, CancellationTokenSource stop)
    {
        var needs = gate.Needs.Where(running.ContainsKey).Select(name => running[name]).ToList();
        try
        {
            var before = await Task.WhenAll(needs);
            if (Array.Exists(before, result => result.Status != GateStatus.Passed)) return Done(new GateResult(gate.Name, GateStatus.Skipped, 0, []));
            progress?.Report(new GateProgress(gate.Name, null, 0, 0));
            var clock = Stopwatch.StartNew();
            // Not on this thread: a gate that works before it waits would hold back those beside it.
            var verdict = await Task.Run(() => gate.RunAsync(input, stop.Token), stop.Token);
            var findings = verdict.Diagnostics.DistinctBy(finding => (finding.Hash, finding.Line)).OrderBy(finding => finding.Severity).Take(MostFindings).ToList();
            return Done(new GateResult(gate.Name, verdict.Status, clock.ElapsedMilliseconds, findings));
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }

        GateResult Done(GateResult result)
        {
            var built = result is { Name: GateList.Build, Status: GateStatus.Passed } && input is { Bundle: { } bundle, Document: { } document } ? new BuiltApp(bundle, document) : null;
            progress?.Report(new GateProgress(result.Name, result.Status, result.Milliseconds, result.Diagnostics.Count) { Built = built });
            return result;
        }
    }

    private static GateReport Report(CheckScope scope, IReadOnlyList<GateResult> results)
    {
        var all = GateList.Full.Select(name => results.FirstOrDefault(result => result.Name == name) ?? new GateResult(name, GateStatus.Skipped, 0, [])).ToList();
        var report = GateReport.Of(all);
        var isWhole = scope == CheckScope.Quick || report.Status != GateStatus.Passed || all.TrueForAll(result => result.Status == GateStatus.Passed);
        return isWhole ? report : report with { Status = GateStatus.Unverified };
    }

    private static CheckOutcome Outcome(GateInput input, GateReport report) => new()
    {
        Report = report,
        Contracts = input.Contracts,
        ContractsText = input.Source.Contracts,
        Bundle = input.Bundle,
        Document = input.Document,
        Prefetch = input.Prefetch,
        Screenshots = input.Screenshots,
        Thumbnail = input.Thumbnail,
        TemplateVersion = input.Template.Version,
        SemanticHash = input.Request.Project.Layer.Hash,
    };
}
