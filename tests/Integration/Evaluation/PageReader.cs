using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Gates.Rendering;
using Vitrine.Integration.Composing;
using Vitrine.Serving.Frames;

namespace Vitrine.Integration.Evaluation;

/// <summary>Reads what a finished app shows to its author: the document that would be served, in the jailed browser of the gates, with every tab opened and every chart gone through once.</summary>
internal sealed class PageReader(BrowserPool browsers, HostScript hostScript)
{
    // High enough for tables that keep only the rows in sight.
    private static readonly BrowserView View = new(1440, 4000);

    // Element by element, so that the figures of two cells do not become one. Large ones are written short, and whole in their title. A chart tells its figures to whoever goes through it, by pointer or by arrow keys; of the axis alone nobody could read one.
    private const string Words = """
        async () => {
          const said = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) said.push(walk.currentNode.data);
          for (const part of document.querySelectorAll('[title]')) said.push(part.title);
          for (const chart of document.querySelectorAll('[data-chart]')) {
            said.push(chart.getAttribute('aria-label') ?? '');
            let last = null;
            for (let step = 0; chart.hasAttribute('data-arrows') && step < 60; step++) {
              chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
              await new Promise((done) => setTimeout(done));
              const shown = [...chart.querySelectorAll('.v-tip p, .v-tip span, .v-donut-figure')].map((part) => part.textContent);
              if (shown.join() === last) break;
              last = shown.join();
              said.push(...shown);
            }
          }
          return said.join('\n');
        }
        """;

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
            await page.AskFrameAsync<string>(Inspection.OpenTab(tab));
            await page.SettleAsync(before, TimeSpan.FromSeconds(4));
            text += "\n" + await TextAsync(page);
        }

        return text;
    }

    private static async Task<string> TextAsync(GatePage page)
    {
        await page.DrawAsync();
        return await page.AskFrameAsync<string>(Words, TimeSpan.FromSeconds(10)) ?? "";
    }
}
