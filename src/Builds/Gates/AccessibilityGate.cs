using Deque.AxeCore.Commons;
using Vitrine.Browsers;
using Vitrine.Builds.Gates.Rendering;
using Vitrine.Primitives;

namespace Vitrine.Builds.Gates;

/// <summary>axe finds no serious violation, in the light and in the dark theme.</summary>
internal sealed class AccessibilityGate(GateStage stage) : IGate
{
    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());
    private static readonly TimeSpan AxePatience = TimeSpan.FromSeconds(15);

    public string Name => "accessibility";

    public IReadOnlyList<string> Needs => ["build"];

    public Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        return stage.RunAsync(Name, "Accessibility was not checked", () => CheckAsync(input, cancellationToken));
    }

    private async Task<GateVerdict> CheckAsync(GateInput input, CancellationToken cancellationToken)
    {
        await using var page = await stage.OpenAsync(stage.SceneOf(input), new BrowserView(), cancellationToken);
        // An app that does not come up is the render gate's to report.
        if (!await page.SettleAsync(0, GateStage.LoadPatience) || await page.EndedAsync() is not null || !await page.AddScriptAsync(Axe.Value))
            return new GateVerdict(GateStatus.Failed, [GateDiagnostic.Error(Name, "accessibility.not-rendered", "The app did not come up, so its accessibility could not be checked.", "Mend what the render gate says first.")]);
        return GateVerdict.Of([.. await LookAsync(page, "light"), .. await LookAsync(page, "dark")]);
    }

    private static async Task<IReadOnlyList<GateDiagnostic>> LookAsync(GatePage page, string theme)
    {
        await page.Page.EvaluateAsync("theme => window.vitrineGate.handle.setTheme(theme)", theme);
        await page.DrawAsync();
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
