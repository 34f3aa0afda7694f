using System.Globalization;
using Microsoft.Playwright;

namespace Vitrine.Benchmarks;

/// <summary>From the last edit of a turn to the first number of the new build in the builder's preview, while the gates judge it.</summary>
internal static class PreviewMeasures
{
    private const int Edits = 8;

    public static async Task RunAsync(Measurements measurements)
    {
        var product = await Product.SharedAsync();
        await using var server = await product.StartAsync();
        var first = await server.PromptAsync("Monthly revenue by region");
        var app = await server.GetAsync($"/api/v1/apps/{first.GetProperty("appId").GetString()}");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BrowserVisit.LaunchAsync(playwright);
        await using var visit = await BrowserVisit.BeginAsync(browser, server, product, "analyst@example.com");
        await visit.Page.GotoAsync($"/p/shop/apps/{app.GetProperty("slug").GetString()}/edit");
        await visit.NumbersPaintedAsync(0);

        var seen = new List<Edit>();
        for (var at = 0; at < Edits; at++)
        {
            seen.Add(await EditAsync(visit, server, app, at));
            await Measurements.LookAroundAsync();
        }

        seen.RemoveAt(0); // makes it warm

        measurements.Begin("The builder: from an edit to its preview");
        measurements.Add("last file written → first number of the new build on the screen", 1000, seen.Select(edit => edit.Painted - edit.Written));
        measurements.Add("last file written → the page is told of the build", null, seen.Select(edit => edit.Told - edit.Written));
    }

    private static async Task<Edit> EditAsync(BrowserVisit visit, RunningServer server, System.Text.Json.JsonElement app, int at)
    {
        var since = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await visit.Page.GetByLabel("What should change").FillAsync(at % 2 == 0 ? "Make the trend weekly" : "Make the trend monthly");
        await visit.Page.Keyboard.PressAsync("Enter");
        var painted = await visit.NumbersPaintedAsync(since);
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new System.Text.RegularExpressions.Regex($"^Version {(at + 2).ToString(CultureInfo.InvariantCulture)}\\b") }).WaitForAsync(new() { Timeout = 60_000 });
        var turns = await server.GetAsync($"/api/v1/apps/{app.GetProperty("id").GetString()}/turns");
        var turn = turns.EnumerateArray().MaxBy(one => one.GetProperty("number").GetInt32());
        var events = (await server.GetAsync($"/api/v1/turns/{turn.GetProperty("id").GetString()}/events")).EnumerateArray().Select(one => (Kind: one.GetProperty("kind").GetString(), At: (double)one.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds())).ToList();
        var told = events.First(one => one.Kind == "preview").At;
        return new Edit(events.Last(one => one.Kind == "file" && one.At <= told).At, told, painted);
    }

    private sealed record Edit(double Written, double Told, double Painted);
}
