using System.Text.Json;
using Microsoft.Playwright;
using Vitrine.Browser.Product;

namespace Vitrine.Browser.Hostile;

/// <summary>
/// An app that wants out, in a real browser, in front of a listener on loopback. The policies alone have to hold it:
/// the boot script of these tests takes nothing away.
/// </summary>
public sealed class HostileAppTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    // Long enough for what a browser does late (idle prefetches, ICE checks): there is no event for what does not happen.
    private const float Quiet = 1500;

    private static readonly string[] OwnRequests = ["GET /", "GET /host/host.js", "GET /favicon.ico"];

    [Fact]
    public async Task Nothing_that_an_app_tries_in_its_document_gets_out()
    {
        await using var trap = new LoopbackTrap();
        await using var site = await HostileSite.StartAsync();
        site.Show(site.AddDocument(Script(site, trap, run: "\"all\"")));
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        var popups = new List<string>();
        context.Page += (_, other) => popups.Add(other.Url);
        var downloads = new List<string>();
        page.Download += (_, download) => downloads.Add(download.Url);
        await page.GotoAsync(site.Origin + "/");
        var frame = await AppFrameAsync(page);
        await frame.WaitForFunctionAsync("() => window.RESULTS !== undefined", null, new() { Timeout = 120_000 });
        await page.WaitForTimeoutAsync(Quiet);

        var results = JsonSerializer.Deserialize<Dictionary<string, string>>(await frame.EvaluateAsync<string>("JSON.stringify(window.RESULTS)"))!;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", results.Select(entry => $"{entry.Key}: {entry.Value}")));
        Assert.Empty(trap.Heard);
        Assert.DoesNotContain(results, entry => entry.Value.StartsWith("BROKEN", StringComparison.Ordinal));
        Assert.Empty(popups);
        Assert.Empty(downloads);
        Assert.Equal(site.Origin + "/", page.Url);
        Assert.Equal("host page", await page.TitleAsync());
        // The page itself asked for its document, its script and an icon; the app for nothing but its own document.
        Assert.All(site.Requests, request => Assert.Contains(request.Line, OwnRequests));
        Assert.Single(site.FrameRequests);
        // It ran to its end: the frame was not ended before the attempts were made.
        Assert.True(results.Count > 110, $"{results.Count} attempts");
    }

    [Fact]
    public async Task Without_the_fence_the_same_attempts_reach_the_listener()
    {
        string[] names =
        [
            "fetch", "fetchNoCors", "xhr", "beacon", "webSocket", "eventSource", "image", "imageSet", "svgImage", "cssBackground", "cssImport", "cssFont", "fontFace",
            "styleAttribute", "stylesheet", "prefetch", "preloadScript", "modulePreload", "preconnect", "speculationPrefetch", "scriptElement", "importHttp", "inlineScript",
            "frameHttp", "frameSource", "frameBlob", "worker", "rtcUdp", "rtcTurn", "frameBlank", "object", "embed", "video", "popup",
            "fetchKeepalive", "fetchLater", "xhrSync", "picture", "inputImage", "audio", "cssImageSet", "cssCursor", "cssContent", "cssClip", "cssConstructed", "icon",
            "preloadImage", "preloadFetch", "scriptModule", "importMap", "importData", "importBlob", "frameSource", "frameData", "frameScript", "workerData", "audioWorklet",
            "paintWorklet", "ping", "popupBlank", "popupNoOpener", "linkBlank", "formBlank", "webSocketStream", "looserPolicy",
        ];
        await using var trap = new LoopbackTrap();
        await using var site = await HostileSite.StartAsync();
        site.Page = $"<!doctype html><title>control</title><body><script>{Script(site, trap, JsonSerializer.Serialize(names)).Replace("</script>", "<\\/script>", StringComparison.Ordinal)}</script>";
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/control");
        await page.WaitForFunctionAsync("() => window.RESULTS !== undefined", null, new() { Timeout = Visitor.Patience });
        await page.WaitForTimeoutAsync(Quiet);

        var heard = trap.Heard;
        string[] unheard = [.. names.Where(name => !heard.Any(line => line.Contains($"/leak/{name}?", StringComparison.Ordinal) || line.Contains($"/leak/{name} ", StringComparison.Ordinal)))];
        // These speak another language than HTTP, or only connect.
        string[] wordless = ["rtcUdp", "rtcTurn", "preconnect"];
        Assert.True(!unheard.Except(wordless).Any(), string.Join(", ", unheard));
        Assert.Contains(heard, line => line.StartsWith("udp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("topLocation")]
    [InlineData("topReplace")]
    [InlineData("parentLocation")]
    [InlineData("linkTop")]
    [InlineData("formTop")]
    [InlineData("openTop")]
    [InlineData("formPost")]
    public async Task Without_the_sandbox_the_same_attempts_take_the_page_away(string name)
    {
        await using var trap = new LoopbackTrap();
        await using var site = await HostileSite.StartAsync();
        var script = Script(site, trap, JsonSerializer.Serialize(new[] { name })).Replace("</script>", "<\\/script>", StringComparison.Ordinal);
        site.Page = $"<!doctype html><title>control</title><body><script>const frame = document.createElement('iframe'); frame.srcdoc = {JsonSerializer.Serialize($"<body><script>{script}</script>")}; document.body.append(frame);</script>";
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/control");
        while (!trap.Heard.Any(line => line.Contains($"/leak/{name}", StringComparison.Ordinal))) await page.WaitForTimeoutAsync(50);
    }

    [Theory]
    [InlineData("href")]
    [InlineData("assign")]
    [InlineData("replace")]
    [InlineData("openSelf")]
    [InlineData("navigationApi")]
    [InlineData("link")]
    [InlineData("download")]
    [InlineData("form")]
    [InlineData("refresh")]
    [InlineData("written")]
    [InlineData("data")]
    [InlineData("blob")]
    [InlineData("script")]
    [InlineData("file")]
    [InlineData("scheme")]
    [InlineData("ownPage")]
    [InlineData("ownApi")]
    [InlineData("otherVersion")]
    [InlineData("forgedToken")]
    [InlineData("reload")]
    public async Task An_app_that_leaves_its_document_takes_nothing_along(string departure)
    {
        await using var trap = new LoopbackTrap();
        await using var site = await HostileSite.StartAsync();
        var other = site.AddDocument("window.OTHER=true;");
        site.Show(site.AddDocument(Script(site, trap, run: "null", other)));
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/");
        var frame = await AppFrameAsync(page);
        await frame.EvaluateAsync("name => window.hostile.depart(name)", departure);
        await page.WaitForTimeoutAsync(Quiet / 2);

        Assert.Empty(trap.Heard);
        Assert.Equal(site.Origin + "/", page.Url);
        Assert.DoesNotContain(site.Requests, request => request.Line is "GET /p/secret" or "GET /api/v1/me");
        Assert.DoesNotContain(context.Pages, each => each != page);
        // Either the document stayed as it was, or the page ended the frame; no other document ever has the bridge.
        var frames = page.Frames.Where(each => each.ParentFrame == page.MainFrame).ToArray();
        if (frames.Length > 0)
        {
            Assert.Equal("Hostile", departure == "written" ? "Hostile" : await Assert.Single(frames).TitleAsync());
            Assert.True(await frames[0].EvaluateAsync<bool>("() => window.OTHER === undefined"));
        }
    }

    [Theory]
    [InlineData("href", true, true, false)]
    [InlineData("href", false, true, false)]
    [InlineData("href", true, false, false)]
    [InlineData("href", false, false, true)]
    [InlineData("refresh", false, true, false)]
    [InlineData("refresh", true, false, false)]
    [InlineData("refresh", false, false, true)]
    public async Task Leaving_is_stopped_twice_over(string departure, bool pagePolicy, bool allowlist, bool leaves)
    {
        await using var trap = new LoopbackTrap();
        await using var site = await HostileSite.StartAsync();
        if (!pagePolicy) site.WithoutOnPages.Add("Content-Security-Policy");
        if (!allowlist) site.WithoutOnFrames.Add("Connection-Allowlist");
        site.Show(site.AddDocument(Script(site, trap, run: "null")));
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/");
        var frame = await AppFrameAsync(page);
        await frame.EvaluateAsync("name => window.hostile.depart(name)", departure);
        await page.WaitForTimeoutAsync(Quiet / 2);

        // Without the allowlist a browser may open the connection before the page's policy stops the request.
        Assert.Equal(leaves, trap.Heard.Any(line => line.Contains("secret", StringComparison.Ordinal)));
        if (!leaves) Assert.DoesNotContain(trap.Heard, line => line.Contains("GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_allowlist_packets_leave_by_WebRTC_so_the_boot_script_has_to_take_it_away()
    {
        await using var trap = new LoopbackTrap();
        await using var site = await HostileSite.StartAsync();
        site.WithoutOnFrames.Add("Connection-Allowlist");
        site.Show(site.AddDocument(Script(site, trap, run: "[\"rtcUdp\",\"rtcTurn\"]")));
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/");
        var frame = await AppFrameAsync(page);
        await frame.WaitForFunctionAsync("() => window.RESULTS !== undefined");
        await page.WaitForTimeoutAsync(Quiet / 2);
        Assert.Contains(trap.Heard, line => line.StartsWith("udp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_endpoint_of_frames_sets_no_cookie_and_leaves_nothing_in_a_cache()
    {
        await using var site = await HostileSite.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var response = await context.APIRequest.GetAsync(site.Origin + site.AddDocument("window.READY=true;"));
        Assert.Equal(200, response.Status);
        Assert.False(response.Headers.ContainsKey("set-cookie"));
        Assert.Equal("no-store", response.Headers["cache-control"]);
        var refused = await context.APIRequest.GetAsync(site.Origin + "/run/forged/");
        Assert.Equal(404, refused.Status);
        Assert.Contains("sandbox", refused.Headers["content-security-policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_opened_directly_stays_in_its_sandbox()
    {
        await using var site = await HostileSite.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/");
        await page.GotoAsync(site.Origin + site.AddDocument("window.READY=true;try{window.COOKIE=document.cookie}catch(cause){window.COOKIE=cause.name}"));
        Assert.Equal("null", await page.EvaluateAsync<string>("window.origin"));
        Assert.Equal("SecurityError", await page.EvaluateAsync<string>("window.COOKIE"));
    }

    [Fact]
    public async Task Another_site_cannot_frame_a_document()
    {
        await using var site = await HostileSite.StartAsync();
        await using var other = await HostileSite.StartAsync();
        other.WithoutOnPages.Add("Content-Security-Policy");
        other.Page = $"<!doctype html><iframe src='{site.Origin}{site.AddDocument("window.READY=true;")}'></iframe>";
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(other.Origin + "/");
        var frame = page.Frames.Single(each => each.ParentFrame is not null);
        Assert.NotEqual(true, await frame.EvaluateAsync<bool?>("() => window.READY ?? null"));
    }

    /// <summary>The frame of the app, once it has its port.</summary>
    private static async Task<IFrame> AppFrameAsync(IPage page)
    {
        await page.Locator("iframe").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var frame = page.Frames.Single(each => each.ParentFrame == page.MainFrame);
        await frame.WaitForFunctionAsync("() => window.PORT !== undefined");
        return frame;
    }

    private static string Script(HostileSite site, LoopbackTrap trap, string run, string other = "/run/none/")
        => $"window.TRAP='{trap.Address}';window.HOST='{site.Origin}';window.OTHER_DOCUMENT='{site.Origin}{other}';window.RUN={run};\n{HostileSite.ReadScript("attempts.js")}";
}
