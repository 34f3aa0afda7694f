using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.Product;

/// <summary>One of the demo's people in a browser of their own.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Milliseconds that an answer may take on a busy machine; what is there is seen at once.</summary>
    public const float Patience = 180_000;

    // An event of an element that the server has taken away meanwhile, such as the change of a box that a click sent and removed: Blazor has nobody to hand it to and says so to the browser.
    // What a handler itself throws ends the circuit, and looks otherwise.
    private const string EventTooLate = "There was an exception invoking 'DispatchEventAsync'";

    private readonly IBrowserContext context;

    private Visitor(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Asks with this person's cookies and nothing else.</summary>
    public IAPIRequestContext Api => context.APIRequest;

    /// <summary>What went wrong in the page itself; a test that passes leaves it empty.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Signs in through the form, as anybody does.</summary>
    public static async Task<Visitor> EnterAsync(IBrowserContext context, DemoServer server, string email)
    {
        context.SetDefaultTimeout(Patience);
        SetDefaultExpectTimeout(Patience);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(context, page);
        page.PageError += (_, error) =>
        {
            if (!error.Contains(EventTooLate, StringComparison.Ordinal)) visitor.Faults.Add(error);
        };
        await page.GotoAsync(server.Url + "/");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(server.PasswordOf(email));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/p/shop$"));
        return visitor;
    }

    /// <summary>Until the page hears what is done in it: what is clicked or typed before is kept in places only, or lost.</summary>
    public Task LiveAsync() => Page.WaitForFunctionAsync("() => document.documentElement.dataset.live !== undefined");

    /// <summary>The app in its frame, in the builder and on the page of viewers.</summary>
    public ShownApp App => new(Page);

    /// <summary>Opens something of the three dots' menu.</summary>
    public async Task ChooseAsync(string item)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
