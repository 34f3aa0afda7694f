using Vitrine.Browsers;
using Vitrine.Builds.Gates.Rendering;

namespace Vitrine.Builds.Gates;

/// <summary>
/// Shows the app in a jailed browser as viewers will see it, at desktop and phone width: the same document, policy, frame and host script, with the author's
/// rows. What it makes besides findings: screenshots, the questions asked at load, and a thumbnail of made-up rows.
/// </summary>
internal sealed class RenderGate(GateStage stage) : IGate
{
    private static readonly BrowserView Desktop = new(1440, 900);
    private static readonly BrowserView Phone = new(390, 844);

    public string Name => "render";

    public IReadOnlyList<string> Needs => ["build"];

    public Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        return stage.RunAsync(Name, "The app was not rendered", () => RenderAsync(input, cancellationToken));
    }

    private async Task<GateVerdict> RenderAsync(GateInput input, CancellationToken cancellationToken)
    {
        var scene = stage.SceneOf(input);
        var inspections = await Task.WhenAll(InspectAsync(scene, Desktop, "desktop", cancellationToken), InspectAsync(scene, Phone, "phone", cancellationToken));
        input.Prefetch = inspections[0].Prefetch;
        input.Screenshots = [.. inspections.SelectMany(inspection => inspection.Screenshots)];
        var verdict = GateVerdict.Of(Merged(inspections));
        if (verdict.Status == GateStatus.Passed) input.Thumbnail = await ThumbnailMaker.MakeAsync(stage, scene, cancellationToken);
        return verdict;
    }

    private async Task<Inspection> InspectAsync(GateScene scene, BrowserView view, string name, CancellationToken cancellationToken)
    {
        await using var page = await stage.OpenAsync(scene, view, cancellationToken);
        var inspection = new Inspection(page, name);
        await inspection.RunAsync(cancellationToken);
        return inspection;
    }

    /// <summary>What shows at both widths is told once.</summary>
    private static List<GateDiagnostic> Merged(IReadOnlyList<Inspection> inspections)
    {
        var told = new HashSet<(string, string?, int?)>();
        var findings = new List<GateDiagnostic>();
        foreach (var finding in inspections.SelectMany(inspection => inspection.Findings))
        {
            var isPlaced = finding.File is not null || finding.Code is "render.blank" or "render.frozen" or "render.crashed";
            if (!isPlaced || told.Add((finding.Code, finding.File, finding.Line))) findings.Add(finding);
        }

        return findings;
    }
}
