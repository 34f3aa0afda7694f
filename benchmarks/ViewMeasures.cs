using Microsoft.Playwright;

namespace Vitrine.Benchmarks;

/// <summary>From opening a published app's page to the first number on the screen: headless Chromium over loopback, nothing in the browser's cache.</summary>
internal static class ViewMeasures
{
    private const int Openings = 12;

    public static async Task RunAsync(Measurements measurements)
    {
        var product = await Product.SharedAsync();
        await using var server = await product.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BrowserVisit.LaunchAsync(playwright);
        await OpenAsync(browser, server, product);
        await OpenAsync(browser, server, product);

        var kept = new List<Opening>();
        for (var at = 0; at < Openings; at++) kept.Add(await OpenAsync(browser, server, product));
        var asked = new List<Opening>();
        for (var at = 0; at < Openings; at++)
        {
            // As after a load of data: no answer is kept any more, and the file is opened anew.
            File.SetLastWriteTimeUtc(product.ShopFile, File.GetLastWriteTimeUtc(product.ShopFile).AddSeconds(1));
            asked.Add(await OpenAsync(browser, server, product));
        }

        measurements.Begin("A published app, opened as a viewer: to the first numbers on the screen");
        measurements.Add("answers from the server's cache", 1000, kept.Select(opening => opening.Numbers));
        measurements.Add("answers from the warehouse, whose file has just changed", 1000, asked.Select(opening => opening.Numbers));
        measurements.Add("the page around the app has come (both)", null, kept.Concat(asked).Select(opening => opening.Page));
    }

    private static async Task<Opening> OpenAsync(IBrowser browser, RunningServer server, Product product)
    {
        await using var visit = await BrowserVisit.BeginAsync(browser, server, product, "viewer@example.com");
        var page = visit.Page;
        await page.GotoAsync("/p/shop/apps/shop-overview", new() { WaitUntil = WaitUntilState.Commit });
        var frame = await (await page.WaitForSelectorAsync("#app iframe", new() { State = WaitForSelectorState.Attached }))!.ContentFrameAsync();
        var painted = await (await frame!.WaitForFunctionAsync("() => window.numbersPaintedAt")).JsonValueAsync<double>();
        var origin = await page.EvaluateAsync<double>("() => performance.timeOrigin");
        return new Opening(painted - origin, await page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].responseEnd"));
    }

    private sealed record Opening(double Numbers, double Page);
}
