using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Gates.Rendering;
using Vitrine.Integration.Composing;
using Vitrine.Serving.Frames;

namespace Vitrine.Integration.Evaluation;

/// <summary>Reads what a finished app shows to its author: the document that would be served, in the jailed browser of the gates, with every tab opened once.</summary>
internal sealed class PageReader(BrowserPool browsers, HostScript hostScript)
{
    // High enough for tables that keep only the rows in sight.
    private static readonly BrowserView View = new(1440, 4000);

    /// <summary>All text of the page; empty where it does not answer.</summary>
    public async Task<string> ReadAsync(EvaluationProject project, CheckOutcome outcome, CancellationToken cancellationToken)
    {
        var stage = new GateStage(browsers, hostScript, project.Contracts);
        var answers = new AuthorAnswers(project.Contracts, project.Open, EvaluationProject.Author, outcome.Contracts);
        await using var page = await stage.OpenAsync(new GateScene(outcome.Document!, "An app", project.Open.Settings.TimeZone, answers), View, cancellationToken);
        await page.SettleAsync(0, GateStage.LoadPatience);
        var text = await TextAsync(page);
        var tabs = await page.AskFrameAsync<int[]>($"() => {Inspection.OpenTabs}.map((_, at) => at)") ?? [];
        foreach (var tab in tabs.Skip(1))
        {
            var before = await page.IdleCountAsync();
            await page.AskFrameAsync<string>($"() => {{ {Inspection.OpenTabs}[{tab}]?.click(); return 'clicked'; }}");
            await page.SettleAsync(before, TimeSpan.FromSeconds(4));
            text += "\n" + await TextAsync(page);
        }

        return text;
    }

    /// <summary>Element by element, so that the figures of two cells do not become one.</summary>
    private static async Task<string> TextAsync(GatePage page)
    {
        await page.DrawAsync();
        return await page.AskFrameAsync<string>("() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let text = ''; while (walk.nextNode()) text += walk.currentNode.data + '\\n'; return text; }") ?? "";
    }
}
