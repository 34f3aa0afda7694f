using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vitrine.Browser.Hostile;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.Product;

/// <summary>What the pages do besides showing apps: keys, places, a connection that comes and goes.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class PageTests(DemoServer server, ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Builder = "/p/shop/apps/shop-overview/edit";

    private Visitor analyst = null!;

    private IPage Page => analyst.Page;

    private ILocator Prompt => Page.GetByLabel("What the app should show");

    public async ValueTask InitializeAsync() => analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "analyst@example.com");

    public async ValueTask DisposeAsync() => await analyst.DisposeAsync();

    [Fact]
    public async Task What_is_typed_before_the_page_answers_is_kept()
    {
        var answers = await OpenMuteHomeAsync();
        await Prompt.FillAsync("Orders by");
        Assert.False(await IsLiveAsync());
        answers.SetResult();
        await LiveAsync();

        await Expect(Prompt).ToHaveValueAsync("Orders by");
        await Expect(Prompt).ToBeFocusedAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Build" })).ToBeEnabledAsync();
        await Page.Keyboard.PressAsync("Shift+Enter");
        await Page.Keyboard.TypeAsync("region");
        await Expect(Prompt).ToHaveValueAsync("Orders by\nregion");
        Assert.EndsWith("/p/shop", Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_goes_by_keys_sees_where_they_are()
    {
        await LiveAsync();
        await Prompt.FocusAsync();
        var kinds = new HashSet<string>();
        for (var step = 0; step < 9; step++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var (kind, ring) = (await Page.EvaluateAsync<string>("document.activeElement.tagName"), await Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            Assert.Equal("solid", ring);
            kinds.Add(kind);
        }

        Assert.Contains("A", kinds);
        Assert.Contains("BUTTON", kinds);
    }

    [Fact]
    public async Task The_new_menu_opens_and_is_walked_with_keys_and_leads_to_the_prompt()
    {
        await LiveAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "New", Exact = true }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        var item = Page.GetByRole(AriaRole.Menuitem, new() { Name = "Data app" });
        await Expect(item).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Page.GetByRole(AriaRole.Menuitem, new() { Name = "Space" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(item).ToBeHiddenAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "New", Exact = true })).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync(new Regex("new=app$"));
        await Expect(Prompt).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Back_and_forward_lead_where_one_was()
    {
        await LiveAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Apps", Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Apps", Exact = true })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Edit Shop overview" }).ClickAsync();
        await Expect(Page.GetByLabel("What should change")).ToBeVisibleAsync();
        await Page.GoBackAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Apps", Exact = true })).ToBeVisibleAsync();
        // Faster than the scripts of the page that is left, again and again.
        for (var i = 0; i < 4; i++)
        {
            await Page.GoForwardAsync();
            await Expect(Page.GetByLabel("What should change")).ToBeVisibleAsync();
            await Page.GoBackAsync();
            await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Apps", Exact = true })).ToBeVisibleAsync();
        }

        await Page.GoForwardAsync();
        await Expect(Page.Locator(".pane iframe")).ToBeVisibleAsync();
        await Expect(Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_dropped_circuit_comes_back_and_the_app_stays_as_it_is()
    {
        await Page.GotoAsync(server.Url + Builder);
        await LiveAsync();
        await Expect(Page.Locator(".pane iframe")).ToBeVisibleAsync();
        var frame = await Page.Locator(".pane iframe").ElementHandleAsync();

        await Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
        await Expect(Page.Locator(".connection")).ToHaveClassAsync(new Regex("components-reconnect-hide"));
        await Expect(Page.Locator(".connection")).ToBeHiddenAsync();
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Code" }).ClickAsync();

        await Expect(Page.Locator("pre.code")).ToBeVisibleAsync();
        Assert.True(await Page.EvaluateAsync<bool>("frame => frame === document.querySelector('.pane iframe')", frame));
    }

    [Fact]
    public async Task The_width_of_the_conversation_is_changed_with_keys_and_kept()
    {
        await Page.GotoAsync(server.Url + Builder);
        await LiveAsync();
        var handle = Page.GetByRole(AriaRole.Separator, new() { Name = "Width of the conversation" });
        await handle.FocusAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(handle).ToHaveAttributeAsync("aria-valuenow", "424");
        await Page.ReloadAsync();
        await LiveAsync();
        await Expect(handle).ToHaveAttributeAsync("aria-valuenow", "424");
        Assert.Equal(424, (await Page.Locator(".chat").BoundingBoxAsync())!.Width, 0.5f);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_prompt_that_was_sent_early_is_stopped(bool isBetween)
    {
        // Sent before the page answers, as fast people do.
        var answers = await OpenMuteHomeAsync();
        await Prompt.FillAsync("Weekly number of tickets by");
        // A page that begins to answer takes the box that was drawn away before its own is there: keys go to nobody then.
        if (isBetween) await Prompt.EvaluateAsync("box => box.closest('.prompt').remove()");
        await Page.Keyboard.TypeAsync(" topic");
        await Page.Keyboard.PressAsync("Enter");
        answers.SetResult();
        await Expect(Page.GetByText("Weekly number of tickets by topic").First).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(Page.GetByText(new Regex("^Stopped"))).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Publish") })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_person_who_signs_in_comes_to_the_address_that_they_followed()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/p/shop/apps/shop-overview/versions/1");
        await page.GetByLabel("Email").FillAsync("admin@example.com");
        await page.GetByLabel("Password").FillAsync(server.PasswordOf("admin@example.com"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/p/shop/apps/shop-overview/versions/1$"));
        await Expect(page.Locator("#app iframe")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Items_of_a_menu_begin_at_the_same_place()
    {
        await Page.GotoAsync(server.Url + Builder);
        await LiveAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Menuitem, new() { Name = "Rename" })).ToBeVisibleAsync();
        var begins = await Page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.menu-list:popover-open [role=menuitem] .icon')].map(icon => icon.getBoundingClientRect().x)");
        Assert.InRange(begins.Length, 3, 20);
        Assert.Single(begins.Distinct());
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(920, 800)]
    [InlineData(390, 844)]
    public async Task What_is_said_at_the_edge_covers_neither_tabs_nor_the_prompt(int width, int height)
    {
        await Page.SetViewportSizeAsync(width, height);
        await Page.GotoAsync(server.Url + Builder);
        await LiveAsync();
        await analyst.ChooseAsync("Rename");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(" ");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".mud-snackbar")).ToBeVisibleAsync();
        var line = (await Page.Locator(".mud-snackbar").BoundingBoxAsync())!;
        Assert.True(line.X >= 0 && line.X + line.Width <= width && line.Y + line.Height <= height, "It is cut off.");
        foreach (var other in new[] { ".bar", ".pane-head", ".chat .prompt", ".phone-tabs" })
        {
            if (await Page.Locator(other).First.BoundingBoxAsync() is not { } box) continue;
            var isApart = box.X + box.Width <= line.X || line.X + line.Width <= box.X || box.Y + box.Height <= line.Y || line.Y + line.Height <= box.Y;
            Assert.True(isApart, $"{other} is covered at {width} pixels.");
        }
    }

    /// <summary>The home page as it is drawn, without the connection over which it answers, until that is given.</summary>
    private async Task<TaskCompletionSource> OpenMuteHomeAsync()
    {
        var answers = new TaskCompletionSource();
        await Page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await answers.Task;
            await route.ContinueAsync();
        });
        await Page.GotoAsync(server.Url + "/p/shop");
        return answers;
    }

    private Task<bool> IsLiveAsync() => Page.EvaluateAsync<bool>("() => document.documentElement.dataset.live !== undefined");

    private Task LiveAsync() => analyst.LiveAsync();
}
