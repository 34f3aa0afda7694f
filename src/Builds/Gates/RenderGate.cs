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

    private static GateVerdict Starved { get; } = GateVerdict.Unverified(
        "render", "The app was not seen through: this machine was too busy to give the browser its time.", "Check again when the machine is less busy.");

    public string Name => "render";

    public IReadOnlyList<string> Needs => ["build"];

    public async Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        GateVerdict? verdict = null;
        try
        {
            return verdict = await stage.RunAsync(Name, "The app was not rendered", () => RenderAsync(input, cancellationToken));
        }
        finally
        {
            // Where it did not come to that, the gate that waits for it hears why.
            input.SetAccessibility(verdict?.Status == GateStatus.Unverified ? GateVerdict.Unverified(AxeCheck.Gate, "Accessibility was not checked: the app was not rendered.", verdict.Diagnostics[0].Hint) : AxeCheck.NotRendered);
        }
    }

    private async Task<GateVerdict> RenderAsync(GateInput input, CancellationToken cancellationToken)
    {
        var (scene, engine) = (stage.SceneOf(input), new EngineWords(input.Source.Files));
        TaskCompletionSource<bool> desktopLooks = new(TaskCreationOptions.RunContinuationsAsynchronously), phoneLooks = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // Each has a page of its own and waits for none of the others: pages are few.
        var inspecting = Task.WhenAll(
            InspectAsync(scene, Desktop, "desktop", engine, desktopLooks, async page => input.SetAccessibility(await AxeCheck.RunAsync(page)), cancellationToken),
            InspectAsync(scene, Phone, "phone", engine, phoneLooks, _ => Task.CompletedTask, cancellationToken));
        // Made while the two are still watched; a picture of an app that fails is thrown away.
        var picturing = ThumbnailAsync(scene, Task.WhenAll(desktopLooks.Task, phoneLooks.Task), cancellationToken);
        await Task.WhenAll(inspecting, picturing);
        var inspections = await inspecting;
        input.Prefetch = inspections[0].Prefetch;
        input.Screenshots = [.. inspections.SelectMany(inspection => inspection.Screenshots)];
        if (inspections.Any(inspection => inspection.IsUnjudged)) return Starved;
        var verdict = GateVerdict.Of(Merged(inspections));
        if (verdict.Status == GateStatus.Passed) input.Thumbnail = await picturing;
        return verdict;
    }

    private async Task<Inspection> InspectAsync(GateScene scene, BrowserView view, string name, EngineWords engine, TaskCompletionSource<bool> looks, Func<GatePage, Task> afterLook, CancellationToken cancellationToken)
    {
        try
        {
            await using var page = await stage.OpenAsync(scene, view, cancellationToken);
            var inspection = new Inspection(page, name, engine, async (seen, isGood) =>
            {
                looks.TrySetResult(isGood);
                await afterLook(seen);
            });
            await inspection.RunAsync(cancellationToken);
            return inspection;
        }
        finally
        {
            looks.TrySetResult(false);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ThumbnailAsync(GateScene scene, Task<bool[]> looks, CancellationToken cancellationToken)
        => Array.TrueForAll(await looks, isGood => isGood) ? await ThumbnailMaker.MakeAsync(stage, scene, cancellationToken) : null;

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
