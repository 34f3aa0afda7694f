using Vitrine.Browsers;
using Vitrine.Builds.Gates.Rendering;
using Vitrine.Primitives;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Frames;

namespace Vitrine.Builds.Gates;

/// <summary>
/// Shows the app in a jailed browser as viewers will see it, at desktop and phone width: the same document, policy, frame and host script, with the author's
/// rows. What it makes besides findings: screenshots, the questions asked at load, and a thumbnail of made-up rows.
/// </summary>
internal sealed class RenderGate(BrowserPool browsers, HostScript hostScript, ContractRunner runner) : IGate
{
    private static readonly BrowserView Desktop = new(1440, 900);
    private static readonly BrowserView Phone = new(390, 844);

    public string Name => "render";

    public IReadOnlyList<string> Needs => ["build"];

    public async Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (browsers.Availability is { IsAvailable: false } missing)
            return GateVerdict.Unverified(Name, "The app was not rendered: there is no browser here.", missing.Reason);
        var scene = SceneOf(input);
        try
        {
            var desktop = InspectAsync(scene, Desktop, "desktop", cancellationToken);
            var phone = InspectAsync(scene, Phone, "phone", cancellationToken);
            var inspections = await Task.WhenAll(desktop, phone);
            input.Prefetch = inspections[0].Prefetch;
            input.Screenshots = [.. inspections.SelectMany(inspection => inspection.Screenshots)];
            var verdict = GateVerdict.Of(Merged(inspections));
            if (verdict.Status == GateStatus.Passed) input.Thumbnail = await ThumbnailMaker.MakeAsync(browsers, scene, hostScript.Bytes, cancellationToken);
            return verdict;
        }
        catch (RefusalException refusal) when (refusal.Code == "browser.unavailable")
        {
            return GateVerdict.Unverified(Name, "The app was not rendered: the browser did not start.", refusal.Message);
        }
    }

    internal GateScene SceneOf(GateInput input)
    {
        var (request, contracts) = (input.Request, input.Contracts);
        return new GateScene(input.Document!, request.Title, request.Project.Settings.TimeZone, new AuthorAnswers(runner, request.Project, request.Author, contracts));
    }

    private async Task<Inspection> InspectAsync(GateScene scene, BrowserView view, string name, CancellationToken cancellationToken)
    {
        await using var page = await GatePage.OpenAsync(browsers, scene, hostScript.Bytes, view with { TimeZone = scene.TimeZone }, cancellationToken);
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
