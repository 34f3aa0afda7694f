using Microsoft.Playwright;
using Vitrine.Outside.Processes;

namespace Vitrine.Browsers;

/// <summary>One running Chromium in its jail, with the watch over its pages.</summary>
internal sealed class JailedBrowser : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly Dictionary<BrowserView, OpenPage> spares = [];
    private readonly IBrowser browser;
    private readonly string folder;
    private readonly long pageBytes;
    private readonly CancellationTokenSource stop = new();
    private readonly Task watch;

    private JailedBrowser(IBrowser browser, string folder, long pageBytes)
    {
        (this.browser, this.folder, this.pageBytes) = (browser, folder, pageBytes);
        watch = Task.Run(WatchAsync);
    }

    /// <summary>Leases given so far, and those that are still out.</summary>
    public int Given { get; set; }

    public int Out { get; set; }

    public int Ready
    {
        get
        {
            lock (spares) return spares.Count;
        }
    }

    public bool IsConnected => browser.IsConnected;

    /// <summary>What all of it has had of the processors.</summary>
    public ProcessorShare Processor() => ChromiumJail.ProcessOf(folder) is { } root ? ProcessTree.ProcessorOf(root) : default;

    public static async Task<JailedBrowser> StartAsync(IPlaywright playwright, string chromium, string folder, long pageBytes)
    {
        var command = ChromiumJail.Write(folder, chromium);
        BrowserLeftovers.Claim(folder);
        IBrowser? browser = null;
        try
        {
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = command,
                ChromiumSandbox = true,
                Args = ChromiumJail.Flags,
                Env = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" },
                Timeout = 20_000,
            });
        }
        finally
        {
            if (browser is null) Remove(folder);
        }

        return new JailedBrowser(browser, folder, pageBytes);
    }

    /// <summary>A page in a fresh context: one that lay ready, or a new one.</summary>
    public async Task<OpenPage> OpenAsync(BrowserView view)
    {
        OpenPage? spare;
        lock (spares) spares.Remove(view, out spare);
        if (spare is not { IsUsable: true }) return await CreateAsync(view);
        // Neither page nor browser notices that their driver has died; whoever asks them something does.
        await spare.Page.EvaluateAsync("0");
        return spare;
    }

    /// <summary>
    /// Opens pages ahead, one after the other, as long as none is out: making a page takes a third of a second of two processors, which a check that waits for it should not spend. Nobody
    /// has used such a page, and it has been nowhere.
    /// </summary>
    public async Task PrepareAsync(IEnumerable<BrowserView> views)
    {
        foreach (var view in views)
        {
            lock (spares)
            {
                if (spares.ContainsKey(view)) continue;
            }

            if (Out > 0 || stop.IsCancellationRequested) return;
            try
            {
                var page = await CreateAsync(view);
                lock (spares)
                {
                    if (spares.TryAdd(view, page)) continue;
                }

                await page.Context.CloseAsync();
            }
            catch (Exception cause) when (cause is PlaywrightException or TimeoutException)
            {
                return; // It has closed or fallen over meanwhile: the next lease notices, and nothing is lost.
            }
        }
    }

    private async Task<OpenPage> CreateAsync(BrowserView view)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = view.Width, Height = view.Height },
            ColorScheme = view.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = view.TimeZone,
            Locale = "en-US",
            ServiceWorkers = ServiceWorkerPolicy.Block,
            AcceptDownloads = false,
        });
        try
        {
            return new OpenPage(context, await context.NewPageAsync());
        }
        catch (Exception cause) when (cause is PlaywrightException or TimeoutException)
        {
            await OpenPage.CloseAsync(() => context.CloseAsync());
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watch;
        stop.Dispose();
        await OpenPage.CloseAsync(() => browser.CloseAsync());
        Remove(folder);
    }

    private static void Remove(string folder)
    {
        if (ChromiumJail.ProcessOf(folder) is { } process) ProcessTree.KillTree(process, "bwrap");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    // V8's own limit does not count typed arrays, images and canvases. Killing a page's process ends that page alone.
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (Out == 0 || ChromiumJail.ProcessOf(folder) is not { } root) continue;
                foreach (var process in ProcessTree.Members(root))
                {
                    if (ProcessTree.ResidentBytesOfOne(process) > pageBytes && ProcessTree.CommandOf(process).Contains("--type=renderer")) ProcessTree.KillOne(process);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The browser is closing.
        }
    }
}
