using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vitrine.Browser.Hostile;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.Product;

/// <summary>The pages on which an administrator sets what holds for all: people, and what may be spent.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class SettingsPageTests(DemoServer server, ChromiumFixture chromium) : IAsyncLifetime
{
    private Visitor admin = null!;

    private IPage Page => admin.Page;

    public async ValueTask InitializeAsync() => admin = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "admin@example.com");

    public async ValueTask DisposeAsync() => await admin.DisposeAsync();

    [Fact]
    public async Task Of_the_forms_for_people_one_is_open_and_Escape_closes_it()
    {
        await OpenAsync("people");
        var (adding, changing) = (Page.GetByLabel("Email"), Page.GetByLabel("Attributes"));
        await ClickAsync("Add person");
        await Expect(adding).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Change ") }).First.ClickAsync();
        await Expect(changing).ToBeVisibleAsync();
        await Expect(adding).ToHaveCountAsync(0);
        await ClickAsync("Add person");
        await Expect(adding).ToBeVisibleAsync();
        await Expect(changing).ToHaveCountAsync(0);
        await adding.FillAsync("x");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(adding).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_budget_is_seen_as_soon_as_it_is_set_and_gone_as_soon_as_it_is_removed()
    {
        await OpenAsync("spending");
        await Expect(Page.GetByText("No budgets")).ToBeVisibleAsync();
        var (whom, amount, save) = (Page.GetByLabel("Which"), Page.GetByLabel("US dollars"), Page.GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await ClickAsync("Add budget");
        await Page.GetByLabel("For").SelectOptionAsync(new SelectOptionValue { Label = "Project" });
        await whom.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        // One of another kind is no choice any more.
        await Page.GetByLabel("For").SelectOptionAsync(new SelectOptionValue { Label = "Person" });
        await Expect(whom).ToHaveValueAsync("");
        var person = (await whom.Locator("option").AllInnerTextsAsync())[1];
        await whom.SelectOptionAsync(new SelectOptionValue { Label = person });
        await amount.FillAsync("5,00");
        await amount.BlurAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("with a point before the cents");
        await Expect(save).ToBeDisabledAsync();
        await amount.FillAsync("7.50");
        await amount.BlurAsync();
        await save.ClickAsync();

        var line = Page.Locator(".budget", new() { HasText = person });
        await Expect(line).ToContainTextAsync("$7.50 a month");
        await Expect(line).ToContainTextAsync("$7.50 left");
        await Expect(save).ToHaveCountAsync(0);

        await ClickAsync($"Change the budget of {person}");
        await Expect(amount).ToHaveValueAsync("7.50");
        await amount.FillAsync("9");
        await amount.BlurAsync();
        await save.ClickAsync();
        await Expect(line).ToContainTextAsync("$9.00 a month");

        await ClickAsync($"Remove the budget of {person}");
        await Expect(Page.GetByText("No budgets")).ToBeVisibleAsync();
        Assert.Empty(admin.Faults);
    }

    private async Task OpenAsync(string page)
    {
        await Page.GotoAsync($"{server.Url}/settings/{page}");
        await admin.LiveAsync();
    }

    private Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
