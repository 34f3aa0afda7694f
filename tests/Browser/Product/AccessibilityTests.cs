using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Vitrine.Browser.Hostile;

namespace Vitrine.Browser.Product;

/// <summary>axe finds nothing serious on our own pages, in either theme and at either width. The apps in them have a gate of their own.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class AccessibilityTests(DemoServer server, ChromiumFixture chromium)
{
    private const string Builder = "/p/shop/apps/shop-overview/edit";

    // What happened in the turn, and what it changed in its first file.
    private const string Steps = "button:has-text('Steps')";
    private const string Change = "details.change > summary";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    [Fact]
    public async Task Pages_of_an_administrator_have_no_serious_violation()
        => await ExamineAsync(
            "admin@example.com", 1440,
            ("/p/shop", null), ("/p/shop/apps", null), ("/p/shop/spaces?new=space", null), ("/p/shop/settings", null), ("/settings/people", "[aria-label^='Change']"), ("/settings/about", null), ("/settings/sandboxes", null),
            ("/settings/password", null), ("/p/shop/apps/shop-overview", null), (Builder, null), (Builder, Steps), (Builder, Change), (Builder, "#tab-data"), (Builder, "#tab-code"), (Builder, "#tab-problems"), (Builder, "#tab-versions"),
            (Builder, "[aria-label=More]"), (Builder, "text=Move to a space"), ("/p/shop/apps/nothing", null));

    [Fact]
    public async Task Pages_on_a_phone_have_no_serious_violation()
        => await ExamineAsync("viewer@example.com", 390, ("/p/shop", "[aria-label=Menu]"), ("/p/shop/apps", null), ("/p/shop/apps/shop-overview", null), (Builder, null), ("/sign-out", null));

    [Fact]
    public async Task The_conversation_on_a_phone_has_no_serious_violation()
        => await ExamineAsync("analyst@example.com", 390, (Builder, null), (Builder, Steps), (Builder, Change));

    [Fact]
    public async Task Sign_in_has_no_serious_violation()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/sign-in");
        Assert.Empty(await ViolationsAsync(page, "sign-in"));
    }

    private async Task ExamineAsync(string email, int width, params (string Address, string? Click)[] pages)
    {
        await using var visitor = await Visitor.EnterAsync(await chromium.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce }), server, email);
        var page = visitor.Page;
        var found = new List<string>();
        foreach (var (address, click) in pages)
        {
            if (!page.Url.EndsWith(address, StringComparison.Ordinal)) await page.GotoAsync(server.Url + address);
            // Before the circuit is up a click does nothing; pages without one are whole at once.
            await page.WaitForFunctionAsync("() => !document.querySelector('.skeleton') && (document.documentElement.dataset.live !== undefined || !document.querySelector('script[src*=blazor]'))");
            if (click is not null) await page.Locator(click).First.ClickAsync();
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = theme });
                // Colours of the other theme are gone when the frame after the next is drawn.
                await page.WaitForFunctionAsync("theme => document.documentElement.dataset.theme === theme", theme.ToString().ToLowerInvariant());
                await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))");
                await page.WaitForFunctionAsync("() => document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)");
                found.AddRange(await ViolationsAsync(page, $"{address} {click} {theme}"));
            }
        }

        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    /// <summary>What axe finds serious on a page as it stands.</summary>
    internal static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, string where)
    {
        await page.EvaluateAsync(Axe);
        var answer = await page.EvaluateAsync<string>(
            """
            async () => JSON.stringify((await axe.run({ exclude: ['iframe'] }, { iframes: false, resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations
              .filter((one) => one.impact === 'serious' || one.impact === 'critical')
              .map((one) => `${one.id}: ${one.nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).slice(0, 3).join(' | ')}`))
            """);
        return [.. JsonSerializer.Deserialize<string[]>(answer)!.Select(violation => $"{where}: {violation}")];
    }
}
