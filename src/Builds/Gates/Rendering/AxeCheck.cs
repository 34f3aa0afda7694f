using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Vitrine.Primitives;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>Asks axe about an app that is open, in the light and in the dark theme.</summary>
internal static partial class AxeCheck
{
    public const string Gate = "accessibility";

    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());
    private static readonly Lazy<Dictionary<string, string>> Rules = new(() => RuleHelp().Matches(Axe.Value).DistinctBy(match => match.Groups["rule"].Value).ToDictionary(match => match.Groups["rule"].Value, match => match.Groups["help"].Value, StringComparer.Ordinal));
    private static readonly string[] Themes = ["light", "dark"];

    // A theme changes colours and nothing else, and most of axe's time goes into the rest.
    private const string AllRules = """{ type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }""", ColourRules = """{ type: "rule", values: ["color-contrast", "link-in-text-block"] }""";
    private static readonly TimeSpan AxePatience = TimeSpan.FromSeconds(15), Rest = TimeSpan.FromSeconds(0.6);

    /// <summary>What the gate says of an app that does not come up, which is the render gate's to report.</summary>
    public static GateVerdict NotRendered { get; } = new(
        GateStatus.Failed, [GateDiagnostic.Error(Gate, "accessibility.not-rendered", "The app did not come up, so its accessibility could not be checked.", "Mend what the render gate says first.").OfServer()]);

    /// <summary>Checks the app as it stands. It is in the light theme afterwards.</summary>
    public static async Task<GateVerdict> RunAsync(GatePage page)
    {
        if (page.HasCrashed) return NotRendered;
        // An app that answers has come up, whatever kept the check out.
        if (!await page.AddScriptAsync(Axe.Value)) return page.HasCrashed ? NotRendered : await NoAnswerAsync(page, Themes[0]);
        var findings = new List<GateDiagnostic>();
        foreach (var theme in Themes)
        {
            await SetThemeAsync(page, theme);
            if (await page.AskFrameAsync<AxeAnswer>(GateScripts.AxeRun.Replace("THEME", theme, StringComparison.Ordinal).Replace("\"RULES\"", theme == Themes[0] ? AllRules : ColourRules, StringComparison.Ordinal), AxePatience) is not { } answer) return await NoAnswerAsync(page, theme);
            if (answer.Error is { } error) findings.Add(Broken(theme, error));
            findings.AddRange(answer.Violations.Select(violation => Finding(violation, theme)));
        }

        // What the themes changed has to come to rest, or it would be taken for the rest of a tab that is opened next.
        var idle = await page.IdleCountAsync();
        await SetThemeAsync(page, "light");
        await page.SettleAsync(idle, Rest);
        return GateVerdict.Of(findings);
    }

    private static async Task SetThemeAsync(GatePage page, string theme) => await page.Page.EvaluateAsync("theme => window.vitrineGate.handle.setTheme(theme)", theme);

    /// <summary>Silence is no all-clear: either the app keeps its frame busy, or the machine is too slow to tell.</summary>
    private static async Task<GateVerdict> NoAnswerAsync(GatePage page, string theme)
        => await page.AskFrameAsync<string>("() => 'here'") is null && !page.WasStarved
            ? GateVerdict.Of([GateDiagnostic.Error(Gate, "accessibility.frozen", $"The app stopped answering while its accessibility was checked in the {theme} theme.", "Look for an endless loop, or for state that is set on every render.").OfServer()])
            : Unchecked(theme);

    private static GateVerdict Unchecked(string theme)
        => GateVerdict.Unverified(Gate, $"Accessibility was not checked: there was no answer within {AxePatience.TotalSeconds:0} seconds in the {theme} theme.", "Check again when the machine is less busy; an app with fewer elements is checked faster.");

    private static GateDiagnostic Broken(string theme, string error)
        => GateDiagnostic.Error(Gate, "accessibility.check-broke", $"The check of accessibility broke off in the {theme} theme: {error}", "Look for code that replaces functions of the browser; a check needs them as they are.") with { WithoutData = $"The check of accessibility broke off in the {theme} theme." };

    private static GateDiagnostic Finding(AxeViolation violation, string theme)
    {
        var (file, line) = ProbeFinding.Place(violation.Loc);
        var what = violation.Text.Length > 0 ? $"\"{violation.Text}\"" : violation.Target;
        var where = violation.Rule == "color-contrast" ? $" in the {theme} theme" : "";
        var severity = violation.Impact is "serious" or "critical" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        // The answer comes out of the app's own frame, so the rule is held to axe's.
        var help = Help(violation.Rule);
        return new GateDiagnostic(
            Gate, severity, help is null ? "accessibility.unknown-rule" : "accessibility." + violation.Rule, file, line, null, $"{violation.Help}{where}: {what}.", violation.Summary.Length > 0 ? violation.Summary : null)
        {
            WithoutData = help is null ? null : $"{help}{where}.",
        };
    }

    /// <summary>What a rule wants, in axe's own words; null when axe has no such rule.</summary>
    internal static string? Help(string rule)
        => Rules.Value.GetValueOrDefault(rule);

    [GeneratedRegex("""[{,]"?(?<rule>[a-z0-9-]{3,60})"?:\{description:"[^"]{1,400}",help:"(?<help>[^"]{1,200})"\}""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RuleHelp();
}
