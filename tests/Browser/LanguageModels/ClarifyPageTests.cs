using System.Text.Json;
using Microsoft.Playwright;
using Vitrine.Browser.Hostile;
using Vitrine.Browser.Product;
using Vitrine.Integration.LanguageModels;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.LanguageModels;

/// <summary>What a language model asks and plans before the first build, as people see it: at both widths and in both themes.</summary>
public sealed class ClarifyPageTests : IClassFixture<ModelServer>, IClassFixture<ChromiumFixture>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 300_000 };

    private readonly ModelServer server;
    private readonly ChromiumFixture chromium;

    public ClarifyPageTests(ModelServer server, ChromiumFixture chromium)
    {
        (this.server, this.chromium) = (server, chromium);
        server.Messages.Script = ShopScript.Answer;
    }

    [Fact]
    public async Task Questions_and_a_plan_are_answered_at_once_and_built()
    {
        await using var analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, ReducedMotion = ReducedMotion.Reduce }), server, "analyst@example.com");
        var page = analyst.Page;
        // What is typed before the page is live is not heard.
        await analyst.LiveAsync();
        await page.GetByLabel("What the app should show").FillAsync("Our best regions");
        await page.GetByLabel("Show me the plan first").CheckAsync();
        // SHOT home
        await page.GetByRole(AriaRole.Button, new() { Name = "Build" }).ClickAsync();

        var card = page.GetByRole(AriaRole.Group, new() { Name = "Before it is built" });
        await Expect(card.GetByText("What makes a region the best one?")).ToBeVisibleAsync(Patient);
        // It is read from its beginning, though the conversation follows its end.
        await Expect(card.GetByText("2 questions before it is built")).ToBeInViewportAsync();
        await LooksWellAsync(page, "both");

        await card.GetByRole(AriaRole.Button, new() { Name = "Most orders" }).ClickAsync();
        await card.GetByRole(AriaRole.Textbox, new() { Name = "Which orders count?" }).FillAsync("All <b>of</b> them");
        await card.GetByLabel("Title of the card").First.FillAsync("Orders over time");
        await card.GetByRole(AriaRole.Button, new() { Name = "Take out orders.revenue", Exact = true }).First.ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Add a field to revenue_by_month" }).ClickAsync();
        await card.GetByLabel("Find a field").FillAsync("order count");
        // SHOT finding
        await card.Locator(".finding-fields button", new() { HasText = "orders.order_count" }).ClickAsync();
        await card.GetByLabel("Change this plan").FillAsync("Call it by quarter, too.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Build this" }).ClickAsync();

        await Expect(page.Locator(".chip", new() { HasText = "Version 1" })).ToBeVisibleAsync(Patient);
        // Named by the model a moment later, without loading the page again.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Revenue by region", Exact = true })).ToBeVisibleAsync();
        // SHOT built
        var told = server.Messages.Requests.First(request => request.Tools.Count > 1 && request.Request.Contains("Our best regions", StringComparison.Ordinal)).Request;
        Assert.Contains("<answer>\nMost orders\n</answer>", told, StringComparison.Ordinal);
        Assert.Contains("<answer>\nAll <b>of</b> them\n</answer>", told, StringComparison.Ordinal);
        Assert.Contains("- Orders over time (area chart), from revenue_by_month", told, StringComparison.Ordinal);
        Assert.Contains("- revenue_by_month: explore orders; metrics orders.order_count; by orders.created_month", told, StringComparison.Ordinal);
        Assert.Contains("<answer>\nCall it by quarter, too.\n</answer>", told, StringComparison.Ordinal);
        Assert.Empty(server.Messages.Complaints);
        Assert.Empty(analyst.Faults);
    }

    [Fact]
    public async Task A_question_alone_is_skipped_on_a_phone()
    {
        await using var analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, ReducedMotion = ReducedMotion.Reduce }), server, "analyst@example.com");
        var page = analyst.Page;
        // What is typed before the page is live is not heard.
        await analyst.LiveAsync();
        await page.GetByLabel("What the app should show").FillAsync("The best region of all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Build" }).ClickAsync();
        var card = page.GetByRole(AriaRole.Group, new() { Name = "Before it is built" });
        await Expect(card.GetByText("What makes a region the best one?")).ToBeVisibleAsync(Patient);
        await Expect(card.GetByLabel("Title of the card")).ToHaveCountAsync(0);
        await LooksWellAsync(page, "questions");
        await card.GetByRole(AriaRole.Button, new() { Name = "Build with your best guess" }).ClickAsync();
        await Expect(page.GetByText("Build it with your best guess.")).ToBeVisibleAsync();
        await Expect(page.GetByText("The plan", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByText("The plan", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".plan-shown").GetByText("customers.region").First).ToBeVisibleAsync();
        Assert.Empty(analyst.Faults);
    }

    /// <summary>Nothing sticks out, and axe finds nothing serious, at both widths and in both themes.</summary>
    private static async Task LooksWellAsync(IPage page, string name)
    {
        var size = page.ViewportSize!;
        var found = new List<string>();
        foreach (var width in new[] { 1440, 390 })
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = theme });
                await page.WaitForFunctionAsync("theme => document.documentElement.dataset.theme === theme", theme.ToString().ToLowerInvariant());
                await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))");
                found.AddRange(await AccessibilityTests.ViolationsAsync(page, $"{name} {width} {theme}"));
                var wide = await page.EvaluateAsync<string>("() => JSON.stringify([...document.querySelectorAll('.clarify, .clarify *')].filter((one) => one.getBoundingClientRect().right > document.querySelector('.chat').getBoundingClientRect().right + 0.5).map((one) => one.outerHTML.slice(0, 120)))");
                found.AddRange(JsonSerializer.Deserialize<string[]>(wide)!.Select(one => $"{name} {width}: sticks out: {one}"));
                // SHOTV
            }
        }

        await page.SetViewportSizeAsync(size.Width, size.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.True(found.Count == 0, string.Join("\n", found));
    }
}
