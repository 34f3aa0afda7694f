using Deque.AxeCore.Commons;
using Vitrine.Browsers;
using Vitrine.Builds.Gates.Rendering;
using Vitrine.Primitives;

namespace Vitrine.Builds.Gates;

/// <summary>axe finds no serious violation, in the light and in the dark theme.</summary>
internal sealed class AccessibilityGate(GateStage stage) : IGate
{
    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());
    private static readonly string[] Themes = ["light", "dark"];
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
        var findings = new List<GateDiagnostic>();
        foreach (var theme in Themes)
        {
            await page.Page.EvaluateAsync("theme => window.vitrineGate.handle.setTheme(theme)", theme);
            if (await page.AskFrameAsync<AxeAnswer>(GateScripts.AxeRun.Replace("THEME", theme, StringComparison.Ordinal), AxePatience) is not { } answer) return await NoAnswerAsync(page, theme);
            if (answer.Error is { } error) findings.Add(Broken(theme, error));
            findings.AddRange(answer.Violations.Select(violation => Finding(violation, theme)));
        }

        return GateVerdict.Of(findings);
    }

    /// <summary>Silence is no all-clear: either the app keeps its frame busy, or the machine is too slow to tell.</summary>
    private async Task<GateVerdict> NoAnswerAsync(GatePage page, string theme)
        => await page.AskFrameAsync<string>("() => 'here'") is null
            ? GateVerdict.Of([GateDiagnostic.Error(Name, "accessibility.frozen", $"The app stopped answering while its accessibility was checked in the {theme} theme.", "Look for an endless loop, or for state that is set on every render.")])
            : GateVerdict.Unverified(Name, $"Accessibility was not checked: there was no answer within {AxePatience.TotalSeconds:0} seconds in the {theme} theme.", "Check again when the machine is less busy; an app with fewer elements is checked faster.");

    private GateDiagnostic Broken(string theme, string error)
        => GateDiagnostic.Error(Name, "accessibility.check-broke", $"The check of accessibility broke off in the {theme} theme: {error}", "Look for code that replaces functions of the browser; a check needs them as they are.");

    private static GateDiagnostic Finding(AxeViolation violation, string theme)
    {
        var (file, line) = ProbeFinding.Place(violation.Loc);
        var what = violation.Text.Length > 0 ? $"\"{violation.Text}\"" : violation.Target;
        var where = violation.Rule == "color-contrast" ? $" in the {theme} theme" : "";
        var severity = violation.Impact is "serious" or "critical" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        return new GateDiagnostic("accessibility", severity, "accessibility." + violation.Rule, file, line, null, $"{violation.Help}{where}: {what}.", violation.Summary.Length > 0 ? violation.Summary : null);
    }
}
