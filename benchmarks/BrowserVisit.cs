using System.Text.Json;
using Microsoft.Playwright;

namespace Vitrine.Benchmarks;

/// <summary>A signed-in person's headless Chromium, which notes in each app's frame when the first number was painted.</summary>
internal sealed class BrowserVisit : IAsyncDisposable
{
    // In the app's frame: the moment after the frame in which a headline number stands. Clocks of page and frame have one zero, the computer's.
    private const string WatchForNumbers = """
        if (window !== window.top) {
          const look = () => {
            const value = document.querySelector(".v-kpi-value");
            if (!value || !/\d/.test(value.textContent)) { requestAnimationFrame(look); return; }
            requestAnimationFrame(() => {
              const after = new MessageChannel();
              after.port1.onmessage = () => { window.numbersPaintedAt = performance.timeOrigin + performance.now(); };
              after.port2.postMessage(0);
            });
          };
          requestAnimationFrame(look);
        }
        """;

    private static readonly string[] Programs = ["/usr/lib/chromium/chromium", "/usr/bin/chromium", "/opt/google/chrome/chrome"];

    private readonly IBrowserContext context;

    private BrowserVisit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>A browser that visits share. The caller ends it.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new() { ExecutablePath = Programs.First(File.Exists) });

    /// <summary>Signs in with the demo's password, in a context of its own: nothing is in the browser's cache.</summary>
    public static async Task<BrowserVisit> BeginAsync(IBrowser browser, RunningServer server, Product product, string email)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = server.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        var password = JsonDocument.Parse(product.Read("demo-people.json")).RootElement.GetProperty(email).GetString();
        var signedIn = await context.APIRequest.PostAsync("/api/v1/session", new() { DataObject = new { email, password } });
        if (!signedIn.Ok) throw new InvalidOperationException($"Signing in: {signedIn.Status}");
        await context.AddInitScriptAsync(WatchForNumbers);
        return new BrowserVisit(context, await context.NewPageAsync());
    }

    /// <summary>When a frame painted its first number after that moment. Milliseconds since 1970, both.</summary>
    public async Task<double> NumbersPaintedAsync(double after)
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(20))
        {
            foreach (var frame in Page.Frames.Where(frame => frame != Page.MainFrame))
            {
                try
                {
                    if (await frame.EvaluateAsync<double?>("() => window.numbersPaintedAt ?? null") is { } painted && painted > after) return painted;
                }
                catch (PlaywrightException)
                {
                    // The frame went while it was asked; its successor is asked next.
                }
            }
        }

        throw new TimeoutException("No number was painted within a minute.");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
