using System.Text.Json;
using Microsoft.Playwright;

namespace Vitrine.Browser.Hostile;

/// <summary>The prepared template in a real frame: what its boot script takes away, and what it tells the page.</summary>
public sealed class RealTemplateTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task Without_the_allowlist_no_packet_leaves_by_WebRTC_either()
    {
        await using var trap = new LoopbackTrap();
        await using var site = await HostileSite.StartAsync(withRealTemplate: true);
        site.WithoutOnFrames.Add("Connection-Allowlist");
        await using var context = await chromium.NewContextAsync();
        var frame = await OpenAsync(site, context, $$"""
            window.RESULTS = [];
            const attempt = (act) => { try { act(); window.RESULTS.push("made"); } catch (cause) { window.RESULTS.push(cause.name); } };
            const use = (Connection) => { const made = new Connection({ iceServers: [{ urls: "stun:{{trap.Address}}" }] }); made.createDataChannel("x"); made.createOffer().then((offer) => made.setLocalDescription(offer)); };
            attempt(() => use(window.RTCPeerConnection));
            attempt(() => use(window.webkitRTCPeerConnection));
            attempt(() => { delete window.RTCPeerConnection; use(RTCPeerConnection); });
            attempt(() => { const child = document.body.appendChild(document.createElement("iframe")); use(child.contentWindow.RTCPeerConnection); });
            attempt(() => use(Object.getPrototypeOf(window).RTCPeerConnection));
            window.READY = true;
            """);
        await frame.WaitForFunctionAsync("() => window.READY");
        Assert.DoesNotContain("made", await frame.EvaluateAsync<string[]>("() => window.RESULTS"));
        await frame.Page.WaitForTimeoutAsync(300);
        Assert.Empty(trap.Heard);
    }

    [Fact]
    public async Task The_kit_shows_an_app_in_its_frame_without_a_violation_and_says_when_it_is_done()
    {
        await using var site = await HostileSite.StartAsync(withRealTemplate: true);
        await using var context = await chromium.NewContextAsync();
        var kit = site.Template.Specifiers["@vitrine/kit"].Global;
        var frame = await OpenAsync(site, context, $$"""
            const { createElement } = __v.react;
            const { mountApp, registerContracts, Page, Markdown, KpiRow } = {{kit}};
            registerContracts({ kpis: { label: "Kpis", uses: [], arguments: {}, slots: {}, many: [], sortBy: [], columns: [], limit: 1, maxLimit: 1, underlying: false } }, {});
            mountApp(() => createElement(Page, { title: "Shown by the kit" }, createElement(Markdown, { text: "Some **text**" }), createElement(KpiRow, { contract: "kpis", cards: [{ metric: "a.b", label: "Figure" }] })));
            """);
        await frame.GetByRole(AriaRole.Heading, new() { Name = "Shown by the kit" }).WaitForAsync();
        // The page's server knows no such contract here; the card says so, and the app comes to rest.
        await frame.GetByRole(AriaRole.Button, new() { Name = "Try again" }).WaitForAsync();
        await WaitForEventAsync(frame.Page, "idle");
        var kinds = (await EventsAsync(frame.Page)).Select(entry => entry.GetProperty("kind").GetString()).ToList();
        Assert.DoesNotContain("violation", kinds);
        Assert.DoesNotContain("error", kinds);
        Assert.DoesNotContain("dropped", kinds);
        Assert.Contains("port", kinds);
    }

    [Fact]
    public async Task Errors_and_violations_are_told_to_the_page()
    {
        await using var site = await HostileSite.StartAsync(withRealTemplate: true);
        await using var context = await chromium.NewContextAsync();
        var frame = await OpenAsync(site, context, """
            localStorage.setItem("kept", "yes");
            window.STORED = localStorage.getItem("kept");
            setTimeout(() => { fetch("https://example.invalid/").catch(() => {}); throw new Error("late and loud"); }, 0);
            """);
        await WaitForEventAsync(frame.Page, "error");
        await WaitForEventAsync(frame.Page, "violation");
        var events = await EventsAsync(frame.Page);
        Assert.Contains(events, entry => entry.GetProperty("kind").GetString() == "error" && entry.GetProperty("message").GetString()!.Contains("late and loud", StringComparison.Ordinal));
        Assert.Contains(events, entry => entry.GetProperty("kind").GetString() == "violation" && entry.GetProperty("code").GetString() == "connect-src");
        Assert.Equal("yes", await frame.EvaluateAsync<string>("() => window.STORED"));
    }

    private static async Task<IFrame> OpenAsync(HostileSite site, IBrowserContext context, string script)
    {
        site.Show(site.AddDocument(script));
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/");
        await page.Locator("iframe").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page.Frames.First(each => each.ParentFrame == page.MainFrame);
    }

    private static async Task WaitForEventAsync(IPage page, string kind)
        => await page.WaitForFunctionAsync("kind => vitrineHost.of(document.getElementById('app')).events.some(entry => entry.kind === kind)", kind);

    private static async Task<JsonElement[]> EventsAsync(IPage page)
        => [.. JsonDocument.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(vitrineHost.of(document.getElementById('app')).events)")).RootElement.EnumerateArray()];
}
