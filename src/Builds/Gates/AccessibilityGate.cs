using Deque.AxeCore.Commons;
using Vitrine.Browsers;
using Vitrine.Builds.Gates.Rendering;
using Vitrine.Primitives;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Frames;

namespace Vitrine.Builds.Gates;

/// <summary>axe finds no serious violation, in the light and in the dark theme.</summary>
internal sealed class AccessibilityGate(BrowserPool browsers, HostScript hostScript, ContractRunner runner) : IGate
{
    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan AxePatience = TimeSpan.FromSeconds(15);
    private const string Drawn = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done('drawn'))))";

    public string Name => "accessibility";

    public IReadOnlyList<string> Needs => ["build"];

    public async Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (browsers.Availability is { IsAvailable: false } missing)
            return GateVerdict.Unverified(Name, "Accessibility was not checked: there is no browser here.", missing.Reason);
        var request = input.Request;
        var scene = new GateScene(input.Document!, request.Title, request.Project.Settings.TimeZone, new AuthorAnswers(runner, request.Project, request.Author, input.Contracts));
        try
        {
            await using var page = await GatePage.OpenAsync(browsers, scene, hostScript.Bytes, new BrowserView(TimeZone: scene.TimeZone), cancellationToken);
            // An app that does not come up is the render gate's to report.
            if (!await page.SettleAsync(0, LoadPatience) || await page.EndedAsync() is not null || !await page.AddScriptAsync(Axe.Value))
                return new GateVerdict(GateStatus.Failed, [GateDiagnostic.Error(Name, "accessibility.not-rendered", "The app did not come up, so its accessibility could not be checked.", "Mend what the render gate says first.")]);
            return GateVerdict.Of([.. await LookAsync(page, "light"), .. await LookAsync(page, "dark")]);
        }
        catch (RefusalException refusal) when (refusal.Code == "browser.unavailable")
        {
            return GateVerdict.Unverified(Name, "Accessibility was not checked: the browser did not start.", refusal.Message);
        }
    }

    private static async Task<IReadOnlyList<GateDiagnostic>> LookAsync(GatePage page, string theme)
    {
        await page.Page.EvaluateAsync("theme => window.vitrineGate.handle.setTheme(theme)", theme);
        await page.AskFrameAsync<string>(Drawn);
        var violations = await page.AskFrameAsync<List<AxeViolation>>(GateScripts.AxeRun, AxePatience) ?? [];
        return [.. violations.Select(violation => Finding(violation, theme))];
    }

    private static GateDiagnostic Finding(AxeViolation violation, string theme)
    {
        var (file, line) = ProbeFinding.Place(violation.Loc);
        var what = violation.Text.Length > 0 ? $"\"{violation.Text}\"" : violation.Target;
        var where = violation.Rule == "color-contrast" ? $" in the {theme} theme" : "";
        var severity = violation.Impact is "serious" or "critical" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        return new GateDiagnostic("accessibility", severity, "accessibility." + violation.Rule, file, line, null, $"{violation.Help}{where}: {what}.", violation.Summary.Length > 0 ? violation.Summary : null);
    }
}
