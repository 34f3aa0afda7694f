using Vitrine.Builds.Bundles;
using Vitrine.Builds.Workspaces;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds.Gates;

/// <summary>Vite builds the app in the sandbox; the server checks what came out, and puts the document together.</summary>
internal sealed class BuildGate : IGate
{
    public string Name => GateList.Build;

    public IReadOnlyList<string> Needs => ["contracts"];

    public async Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var findings = new List<GateDiagnostic>(SourceFindings(input));
        try
        {
            var build = await input.Workspace.BuildAsync(input.Source, input.QueriesModule!, cancellationToken);
            findings.AddRange(WorkerDiagnostics.Of(Name, build.Findings));
            if (build is { Script: { } script, Css: { } css } && GateVerdict.Of(findings).Status == GateStatus.Passed) Take(input, script, css, findings);
            else if (GateVerdict.Of(findings).Status == GateStatus.Passed) findings.Add(GateDiagnostic.Error(Name, "build.failed", "The build gave neither a script nor a reason."));
        }
        catch (WorkerLostException loss)
        {
            return WorkerDiagnostics.Of(Name, loss);
        }

        return GateVerdict.Of(findings);
    }

    private IEnumerable<GateDiagnostic> SourceFindings(GateInput input)
    {
        if (!input.Source.Files.TryGetValue("src/App.tsx", out var app))
            yield return GateDiagnostic.Error(Name, "build.no-app", "There is no src/App.tsx.", "Write it; its default export is the app.", "src/App.tsx");
        else if (AppSource.Scaffold(input.Template).Files.GetValueOrDefault("src/App.tsx") == app)
            yield return GateDiagnostic.Error(Name, "build.placeholder", "src/App.tsx is still the placeholder of a new app.", "Write the app.", "src/App.tsx");
        foreach (var finding in Placeholders.Find(input.Source.Files)) yield return finding;
    }

    private void Take(GateInput input, string script, string css, List<GateDiagnostic> findings)
    {
        var check = BundleCheck.Run(input.Template, script, css);
        findings.AddRange(check.Problems.Select(problem => GateDiagnostic.Error(Name, problem.Code, problem.Message, problem.Hint)));
        if (check.Problems.Count > 0) return;
        input.Bundle = new AppBundle(script, css, check.Imports);
        input.Document = DocumentAssembler.Assemble(input.Template, input.Bundle, input.Request.Title);
    }
}
