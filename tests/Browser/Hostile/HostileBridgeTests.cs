using System.Text.Json;
using Microsoft.Playwright;

namespace Vitrine.Browser.Hostile;

/// <summary>What an app can do with the one channel that it has.</summary>
public sealed class HostileBridgeTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task A_flood_ends_the_frame_and_the_page_goes_on()
    {
        await using var site = await HostileSite.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var (page, frame) = await OpenAsync(site, context, "");
        await frame.EvaluateAsync("() => { setTimeout(() => { for (let i = 0; i < 20000; i++) window.PORT.postMessage({ type: 'idle' }); }, 0); }");
        await page.GetByText("This app was stopped").WaitForAsync();
        Assert.Equal(0, await page.Locator("iframe").CountAsync());
        Assert.Equal("flood", (await EventsAsync(page))[^1].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Forged_and_broken_messages_get_nothing()
    {
        await using var site = await HostileSite.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var (page, frame) = await OpenAsync(site, context, "");
        await frame.EvaluateAsync("""
            () => {
              for (let i = 0; i < 5; i++) parent.postMessage({ type: "vitrine:hello", protocol: 1, sdk: "again", features: [] }, "*");
              parent.postMessage({ type: "vitrine:port", protocol: 1 }, "*", [new MessageChannel().port1]);
              parent.postMessage({ id: 1, type: "query", contract: "sales", arguments: {} }, "*");
              for (const message of [null, 1, "x", [], {}, { type: 1 }, { id: {}, type: "query" }, { id: 9, type: "query", contract: "../../../me", arguments: {} },
                { id: 10, type: "query", contract: "sales", arguments: { a: "x".repeat(500000) } }, { id: 11, type: "navigate", href: "javascript:alert(1)" },
                { id: 12, type: "externalFetch", url: "/api/v1/me" }, { id: 13, type: "__proto__" }, { ok: true, id: 9, result: {} }, new Map(), new Blob(["x"])]) window.PORT.postMessage(message);
              window.PORT.postMessage({ id: 99, type: "last" });
            }
            """);
        await frame.WaitForFunctionAsync("() => window.HEARD.some(message => message.id === 99)");
        var heard = await frame.EvaluateAsync<JsonElement>("() => window.HEARD.filter(message => message.id !== undefined)");
        var codes = heard.EnumerateArray().ToDictionary(message => message.GetProperty("id").GetInt32(), message => message.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(new Dictionary<int, string?> { [9] = "refused", [10] = "refused", [11] = "refused", [12] = "unsupported", [13] = "unsupported", [99] = "unsupported" }, codes);
        Assert.DoesNotContain(site.Requests, request => request.Line.Contains("/api/", StringComparison.Ordinal));
        Assert.Single((await EventsAsync(page)), entry => entry.GetProperty("kind").GetString() == "port");
    }

    [Fact]
    public async Task Only_the_frame_itself_is_listened_to()
    {
        await using var site = await HostileSite.StartAsync();
        site.Show(site.AddDocument("window.READY=true;"));
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        // Says hello from the page's own window and from another frame, before the app does.
        await page.AddInitScriptAsync("if (window === top) addEventListener('DOMContentLoaded', () => window.postMessage({ type: 'vitrine:hello', protocol: 1, sdk: 'forged', features: [] }, '*'));");
        await page.GotoAsync(site.Origin + "/");
        var frame = page.Frames.Single(each => each.ParentFrame == page.MainFrame);
        await frame.WaitForFunctionAsync("() => window.PORT !== undefined");
        var hello = Assert.Single(await EventsAsync(page), entry => entry.GetProperty("kind").GetString() == "hello");
        Assert.Equal("test", hello.GetProperty("detail").GetProperty("sdk").GetString());
    }

    [Fact]
    public async Task A_link_opens_only_after_a_click_that_the_reader_answers()
    {
        await using var trap = new LoopbackTrap();
        await using var site = await HostileSite.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var (page, frame) = await OpenAsync(site, context, $$"""
            document.body.innerHTML='<button>Go</button>';
            const go = (id) => window.PORT.postMessage({ id, type: "navigate", href: "http://{{trap.Address}}/linked" });
            document.querySelector("button").onclick = () => go(2);
            const wait = setInterval(() => { if (window.PORT) { clearInterval(wait); go(1); } }, 5);
            """);
        await frame.WaitForFunctionAsync("() => window.HEARD.some(message => message.id === 1)");
        Assert.Equal("refused", await frame.EvaluateAsync<string>("() => window.HEARD.find(message => message.id === 1).error.code"));

        await frame.GetByText("Go").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Open this link?" });
        await dialog.WaitForAsync();
        Assert.Contains(trap.Address, await dialog.TextContentAsync(), StringComparison.Ordinal);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await frame.WaitForFunctionAsync("() => window.HEARD.some(message => message.id === 2)");
        Assert.Equal("cancelled", await frame.EvaluateAsync<string>("() => window.HEARD.find(message => message.id === 2).error.code"));
        Assert.Empty(trap.Heard);
        Assert.Single(context.Pages);
    }

    private static async Task<(IPage Page, IFrame Frame)> OpenAsync(HostileSite site, IBrowserContext context, string script)
    {
        site.Show(site.AddDocument(script));
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/");
        await page.Locator("iframe").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var frame = page.Frames.Single(each => each.ParentFrame == page.MainFrame);
        await frame.WaitForFunctionAsync("() => window.PORT !== undefined");
        return (page, frame);
    }

    private static async Task<JsonElement[]> EventsAsync(IPage page)
        => [.. JsonDocument.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(vitrineHost.of(document.getElementById('app')).events)")).RootElement.EnumerateArray()];
}
