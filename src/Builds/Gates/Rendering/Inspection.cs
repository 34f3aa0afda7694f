using System.Diagnostics;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>Opens an app at one width and walks through it: load, look, picture, then every tab.</summary>
/// <param name="page">The app, just opened.</param>
/// <param name="name">What its pictures are called.</param>
/// <param name="engine">Tells what the app threw, for those who may not see its rows.</param>
/// <param name="onFirstLook">What else is to be done with the page while it shows what readers see first; told whether the look found nothing.</param>
internal sealed class Inspection(GatePage page, string name, EngineWords engine, Func<GatePage, bool, Task> onFirstLook)
{
    private static readonly TimeSpan TabPatience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan QuietPatience = TimeSpan.FromSeconds(0.6);

    // What an app throws a moment after it said that it is done is still the app's: so long every page is watched from then on.
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(0.8);
    private const int MostTabs = 12;
    /// <summary>The tabs that a reader can open, in JavaScript.</summary>
    internal const string OpenTabs = "[...document.querySelectorAll('[role=tab]')].filter(tab => !tab.disabled && tab.checkVisibility())";

    private readonly List<GateDiagnostic> findings = [];
    private readonly List<Screenshot> screenshots = [];

    public IReadOnlyList<GateDiagnostic> Findings => findings;

    public IReadOnlyList<Screenshot> Screenshots => screenshots;

    /// <summary>Whether the app was silent on a machine that gave its browser no time: nothing can be said of it then.</summary>
    public bool IsUnjudged { get; private set; }

    /// <summary>What the app asked until it was done for the first time: pages ask it ahead of the frame.</summary>
    public IReadOnlyList<PrefetchQuestion> Prefetch { get; private set; } = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var settled = await page.SettleAsync(0, GateStage.LoadPatience);
        var watch = Stopwatch.StartNew();
        cancellationToken.ThrowIfCancellationRequested();
        // As many as the host script asks in advance.
        Prefetch = [.. page.Routes.Asked.DistinctBy(question => $"{question.Contract} {question.Limit} {question.Arguments}").Take(12)];
        if (await StopsHereAsync(settled)) return;

        if (!await LookAsync(null)) return;
        await ShootAsync(name);
        await onFirstLook(page, findings.Count == 0);
        if (await AskAsync<List<string>>($"() => {OpenTabs}.map(tab => (tab.textContent || '').trim().slice(0, 60))", null) is not { } tabs) return;
        for (var tab = 1; tab < Math.Min(tabs.Count, MostTabs); tab++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await OpenTabAsync(tab, tabs[tab])) return;
        }

        var left = Watched - watch.Elapsed;
        if (left > TimeSpan.Zero) await page.SettleAsync(int.MaxValue, left);
        // A page that fell over or was ended since then has nothing more to say for itself.
        if (!await StopsHereAsync(settled: true)) await CollectAsync();
    }

    /// <summary>Opens one of them, in JavaScript: with all that a pointer does, since some listen to its first touch.</summary>
    internal static string OpenTab(int tab)
        => $"() => {{ const tab = {OpenTabs}[{tab}]; if (!tab) return 'gone'; for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup']) tab.dispatchEvent(new MouseEvent(kind, {{ bubbles: true, button: 0 }})); tab.click(); return 'clicked'; }}";

    private async Task<bool> OpenTabAsync(int tab, string label)
    {
        var before = await page.IdleCountAsync();
        var asked = (await page.EventsAsync()).Count;
        if (await page.AskFrameAsync<string>(OpenTab(tab)) is null)
        {
            if (IsStarved()) return false;
            findings.Add(GateDiagnostic.Error("render", "render.frozen", $"The app stopped answering when the tab \"{label}\" was opened.", "Look for an endless loop in what that tab renders.") with { WithoutData = "The app stopped answering when one of its tabs was opened." });
            return false;
        }

        // A tab whose rows are there already changes the page and asks nothing.
        var settled = await page.SettleAsync(before, QuietPatience);
        if (!settled && (await page.EventsAsync()).Count > asked) await page.SettleAsync(before, TabPatience);
        if (!await LookAsync(label)) return false;
        if (page.View.Width >= 1000) await ShootAsync($"{name}-tab-{tab + 1}");
        return true;
    }

    /// <summary>Whether there is nothing more to look at, with the reason among the findings.</summary>
    private async Task<bool> StopsHereAsync(bool settled)
    {
        if (page.HasCrashed)
        {
            findings.Add(GateDiagnostic.Error("render", "render.crashed", $"The page fell over at {Width}: it used too much memory.", "Do not keep or build large arrays; ask for fewer rows.").OfServer());
            return true;
        }

        if (await page.EndedAsync() is { } reason)
        {
            if (reason == "silent" && (IsUnjudged |= page.HadLittle)) return true;
            await CollectAsync();
            findings.Add((reason switch
            {
                "silent" => GateDiagnostic.Error("render", "render.silent", "The app does not start: it has not answered for 15 seconds.", "Look for an error or an endless loop at the top level of a module."),
                "flood" => GateDiagnostic.Error("render", "render.flood", "The app sends more messages than a page answers.", "Ask once per change of the arguments; look for an effect without dependencies."),
                _ => GateDiagnostic.Error("render", "render.left", "The app tried to load something else in its place.", "An app cannot navigate: use the kit's links."),
            }).OfServer());
            return true;
        }

        if (settled) return false;
        if (IsStarved()) return true;
        await CollectAsync();
        if (await page.AskFrameAsync<string>("() => 'here'") is null)
        {
            if (!IsStarved()) findings.Add(Frozen(null));
            return true;
        }

        var open = Unanswered(await page.EventsAsync());
        findings.Add(open.Count > 0
            ? GateDiagnostic.Error("render", "render.stuck-loading", $"The app still waits for {string.Join(", ", open)} after {GateStage.LoadPatience.TotalSeconds:0} seconds.") with { WithoutData = $"The app still waits for answers after {GateStage.LoadPatience.TotalSeconds:0} seconds." }
            : GateDiagnostic.Error("render", "render.never-idle", $"The app does not come to rest within {GateStage.LoadPatience.TotalSeconds:0} seconds at {Width}.", "Something changes the page all the time: an animation, a timer, or state that is set on every render.").OfServer());
        await ShootAsync(name);
        return true;
    }

    /// <summary>Asks the frame; where it gives no answer, the findings say why.</summary>
    private async Task<T?> AskAsync<T>(string function, string? tab)
        where T : class
    {
        var answer = await page.AskFrameAsync<T>(function);
        if (answer is null && !await StopsHereAsync(settled: true) && !IsStarved()) findings.Add(Frozen(tab));
        return answer;
    }

    private async Task<bool> LookAsync(string? tab)
    {
        if (await AskAsync<List<ProbeFinding>>(GateScripts.Probe, tab) is not { } seen) return false;

        foreach (var finding in seen)
        {
            var (file, line) = ProbeFinding.Place(finding.Loc);
            var hint = RenderHint.Of(finding.Code);
            findings.Add(GateDiagnostic.Error("render", hint is null ? "render.unknown" : "render." + finding.Code, $"At {Width}{On(tab)}: {finding.Message}", hint?.Remedy, file, line) with
            {
                WithoutData = hint is null ? null : $"At {Width}{OnOne(tab)}: {hint.Finding}",
            });
        }

        return true;
    }

    private async Task CollectAsync()
    {
        findings.AddRange(RenderFindings.Of(await page.EventsAsync(), page, engine));
    }

    private async Task ShootAsync(string picture)
    {
        if (await page.ShootAsync(isWhole: true) is { } png) screenshots.Add(new Screenshot(picture, page.View.Width, png));
        else findings.Add(GateDiagnostic.Warning("render", "render.no-picture", $"No picture could be taken at {Width} ({picture}).").OfServer());
    }

    private bool IsStarved() => IsUnjudged |= page.WasStarved;

    private GateDiagnostic Frozen(string? tab)
        => GateDiagnostic.Error("render", "render.frozen", $"The app does not answer at {Width}{On(tab)}: it is busy with itself.", "Look for an endless loop or for state that is set on every render.") with
        {
            WithoutData = $"The app does not answer at {Width}{OnOne(tab)}: it is busy with itself.",
        };

    private string Width => $"{page.View.Width} pixels";

    private static string On(string? tab) => tab is null ? "" : $" on the tab \"{tab}\"";

    private static string OnOne(string? tab) => tab is null ? "" : " on one of its tabs";

    private static List<string> Unanswered(IReadOnlyList<BridgeEntry> events)
    {
        var open = new List<string>();
        foreach (var entry in events)
        {
            if (entry is { Kind: "request", Subject: { } asked }) open.Add(asked);
            else if (entry is { Kind: "answer", Subject: { } answered }) open.Remove(answered);
        }

        return [.. open.Distinct()];
    }
}
