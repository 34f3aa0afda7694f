using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.Product;

/// <summary>An app in its frame, as one sees it.</summary>
public sealed class ShownApp(IPage page)
{
    private IFrameLocator Frame => page.FrameLocator("iframe");

    public ILocator Body => Frame.Locator("body");

    /// <summary>A headline number; its title has every digit.</summary>
    public ILocator Headline(Regex label) => Frame.GetByRole(AriaRole.Group, new() { NameRegex = label }).Locator(".v-kpi-value").First;

    /// <summary>The card with the table whose first column has that title.</summary>
    public ILocator TableCard(string column) => Frame.Locator(".v-card", new() { Has = Frame.Locator("th:first-child", new() { HasTextString = column }) });

    /// <summary>The rows of that table: its first column, and the one whose title matches.</summary>
    public async Task<IReadOnlyList<(string First, string Other)>> RowsAsync(string column, Regex other)
    {
        var table = TableCard(column).Locator("table");
        var titles = await table.Locator("th").AllInnerTextsAsync();
        var at = titles.ToList().FindIndex(title => other.IsMatch(title.Trim()));
        var rows = new List<(string, string)>();
        foreach (var row in await table.Locator("tbody tr").AllAsync())
        {
            var cells = await row.Locator("td").AllInnerTextsAsync();
            rows.Add((cells[0].Trim(), cells[at].Trim()));
        }

        return rows;
    }

    /// <summary>What a filter of the app offers.</summary>
    public async Task<IReadOnlyList<string>> OptionsAsync(string filter)
    {
        await OpenFilterAsync(filter);
        var options = Frame.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Option);
        await Expect(options.First).ToBeVisibleAsync();
        var texts = await options.AllInnerTextsAsync();
        await page.Keyboard.PressAsync("Escape");
        return [.. texts.Select(text => text.Trim())];
    }

    public async Task FilterAsync(string filter, string value)
    {
        await OpenFilterAsync(filter);
        await Frame.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Option, new() { Name = value, Exact = true }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
    }

    /// <summary>Takes the rows of a card away as a file, by way of the question that the page asks.</summary>
    public async Task<string> DownloadAsync(ILocator card)
    {
        var download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            await card.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Download ") }).ClickAsync();
            var yes = page.GetByRole(AriaRole.Dialog, new() { Name = "Download this data?" }).GetByRole(AriaRole.Button, new() { Name = "Download" });
            // A click within the first moments is no answer: it may have been meant for the app.
            do await yes.ClickAsync();
            while (await yes.IsVisibleAsync());
        });
        return await File.ReadAllTextAsync((await download.PathAsync())!);
    }

    private Task OpenFilterAsync(string filter) => Frame.GetByRole(AriaRole.Group, new() { Name = "Filters" }).GetByRole(AriaRole.Button, new() { Name = filter, Exact = true }).ClickAsync();
}
