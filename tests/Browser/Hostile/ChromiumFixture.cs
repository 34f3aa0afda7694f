using Microsoft.Playwright;

namespace Vitrine.Browser.Hostile;

/// <summary>One headless Chromium for the tests of a class; each test takes its own context.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Array.Find(Places, File.Exists) ?? throw new InvalidOperationException("Chromium is not installed."),
            Args = ["--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null) => browser!.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
    }
}
