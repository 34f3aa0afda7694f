using Microsoft.Playwright;
using Vitrine.Browser.Hostile;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.Product;

/// <summary>A server on which data apps are switched off.</summary>
public sealed class SwitchedOffTests(SwitchedOffTests.Server server, ChromiumFixture chromium) : IClassFixture<SwitchedOffTests.Server>, IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task There_is_no_entry_for_a_data_app_and_the_page_says_why()
    {
        await using var analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "analyst@example.com");
        var page = analyst.Page;
        await Expect(page.GetByText("Data apps are switched off.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("What the app should show")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "New", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Space" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Data app" })).ToHaveCountAsync(0);
    }

    public sealed class Server : DemoServer
    {
        protected override bool HasDataApps => false;
    }
}
