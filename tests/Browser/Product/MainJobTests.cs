using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vitrine.Browser.Hostile;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.Product;

/// <summary>The way that the product is for, in a browser, from a sentence to another person's numbers.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class MainJobTests(DemoServer server, ChromiumFixture chromium)
{
    private const string Prompt = "Monthly revenue by region";

    // Keeps what the conversation showed, in the order in which it was first seen: what goes by in a tenth of a second as well.
    private const string Recorder = """
        window.seen = [];
        window.frames = 0;
        new MutationObserver(() => {
          const turn = [...document.querySelectorAll('.turn')].at(-1);
          if (!turn) return;
          const frame = document.querySelector('.pane iframe');
          if (frame && frame !== window.frameSeen) {
            window.frameSeen = frame;
            seen.push(`frame ${++window.frames}`);
          }
          const note = (kind, text) => { if (text && !seen.includes(kind + text)) seen.push(kind + text); };
          for (const one of turn.querySelectorAll('[role=status] > span:first-of-type')) note('stage ', one.textContent);
          for (const one of turn.querySelectorAll('.steps code')) note('file ', one.textContent);
          for (const one of turn.querySelectorAll('.gates .badge')) note('gate ', one.textContent.trim());
          for (const one of turn.querySelectorAll('.chip .grow')) note('made ', one.textContent);
        }).observe(document, { childList: true, subtree: true, characterData: true });
        """;

    private const string Refused = "You may not see the data of this query.";

    private static readonly Regex Revenue = new("revenue$", RegexOptions.IgnoreCase);

    [Fact]
    public async Task A_sentence_becomes_an_app_whose_numbers_are_true_for_each_person()
    {
        await using var analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "analyst@example.com");
        await Expect(analyst.Page.GetByRole(AriaRole.Link, new() { Name = "Shop overview", Exact = true })).ToBeVisibleAsync();

        var address = await PromptAsync(analyst);
        await SeeNumbersAsync(analyst);
        await ShareAsync(analyst);

        await using var viewer = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "viewer@example.com");
        await SeeOneRegionAsync(viewer);
        var build = await AddMarginAsync(analyst);
        await SeeNoBuildOfOthersAsync(analyst, build);
        await SeeNoMarginAsync(viewer);
        await MeetClosedDoorsAsync(viewer, address);

        Assert.Empty(analyst.Faults);
        Assert.Empty(viewer.Faults);
    }

    private static async Task<string> PromptAsync(Visitor analyst)
    {
        var page = analyst.Page;
        await page.EvaluateAsync(Recorder);
        // Enter sends from when the page hears it; before that it is a line in the prompt.
        await analyst.LiveAsync();
        await page.GetByLabel("What the app should show").FillAsync(Prompt);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/p/shop/apps/[a-z0-9-]+/edit$"));
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Version 1") })).ToBeVisibleAsync();
        var seen = await SeenAsync(page);
        var made = seen.IndexOf("made Version 1");
        string[] before = ["stage Writing the app", "stage Checking it", "file src/queries.yml", "file src/App.tsx", "gate contracts", "gate types", "gate build", "gate render", "gate queries", "gate accessibility", "frame 1"];
        Assert.All(before, step => Assert.InRange(seen.IndexOf(step), 0, made - 1));
        return page.Url;
    }

    private async Task SeeNumbersAsync(Visitor analyst)
    {
        var app = analyst.App;
        await Expect(app.Headline(Revenue)).ToHaveAttributeAsync("title", server.Shop.Revenue());
        Assert.Equal(server.Shop.RevenueByRegion(), await app.RowsAsync("Region", Revenue));
        Assert.Equal(["Canada", "Midwest", "Northeast", "South", "West"], (await app.OptionsAsync("Region")).Order());
        IRequest? whole = null;
        analyst.Page.Request += (_, request) => whole = request.Url.EndsWith("/export", StringComparison.Ordinal) ? request : whole;
        var file = await app.DownloadAsync(app.TableCard("Region"));
        Assert.Equal(6, file.TrimEnd().Split('\n').Length);
        await MeetTheSameCellsAsync(analyst, whole!, file);

        await app.FilterAsync("Region", "Northeast");

        await Expect(app.Headline(Revenue)).ToHaveAttributeAsync("title", server.Shop.Revenue("customer_region = 'Northeast'"));
        await Expect(app.TableCard("Region").Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Equal(server.Shop.RevenueByRegion("customer_region = 'Northeast'"), await app.RowsAsync("Region", Revenue));
    }

    // The same question, asked of the warehouse, of the cache and for a file, has the same cells.
    private static async Task MeetTheSameCellsAsync(Visitor analyst, IRequest whole, string file)
    {
        var asked = JsonNode.Parse(whole.PostData!)!.AsObject();
        var address = whole.Url[..whole.Url.LastIndexOf('/')];
        async Task<JsonNode> AskAsync(bool refresh)
        {
            var answer = await analyst.Api.PostAsync(address, new() { DataObject = new JsonObject { ["arguments"] = asked["arguments"]?.DeepClone(), ["refresh"] = refresh } });
            return JsonNode.Parse(await answer.TextAsync())!;
        }

        var (read, kept) = (await AskAsync(refresh: true), await AskAsync(refresh: false));
        Assert.Null(read["cachedAt"]);
        Assert.NotNull(kept["cachedAt"]);
        Assert.Equal(read["rows"]!.ToJsonString(), kept["rows"]!.ToJsonString());
        var columns = read["columns"]!.AsArray();
        Assert.Equal(
            [string.Join(',', columns.Select(column => $"{column!["label"]}")), .. read["rows"]!.AsArray().Select(row => string.Join(',', columns.Select(column => Written(column!, row![$"{column!["key"]}"]!))))],
            file.TrimStart('\uFEFF').TrimEnd().Split("\r\n").Select(line => line.Replace("\"", "", StringComparison.Ordinal)));
    }

    private static string Written(JsonNode column, JsonNode cell) => $"{column["type"]}" == "number" ? $"{cell["exact"] ?? cell["raw"]}" : $"{cell["formatted"]}";

    private static async Task ShareAsync(Visitor analyst)
    {
        var page = analyst.Page;
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Publish") }).ClickAsync();
        await Expect(page.GetByText("Published: version 1")).ToBeVisibleAsync();
        await analyst.ChooseAsync("Move to a space");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Shop", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The app is in Shop now.")).ToBeVisibleAsync();
    }

    private async Task SeeOneRegionAsync(Visitor viewer)
    {
        var page = viewer.Page;
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New", Exact = true })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = Prompt, Exact = true }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/p/shop/apps/[a-z0-9-]+$"));
        var app = viewer.App;

        var west = server.Shop.Revenue("customer_region = 'West'");
        Assert.NotEqual(server.Shop.Revenue(), west);
        await Expect(app.Headline(Revenue)).ToHaveAttributeAsync("title", west);
        await Expect(app.TableCard("Region").Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Equal([("West", west)], await app.RowsAsync("Region", Revenue));
        Assert.Equal(["West"], await app.OptionsAsync("Region"));
        var lines = (await app.DownloadAsync(app.TableCard("Region"))).TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("West,", lines[1].Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await Expect(app.Body).Not.ToContainTextAsync(Refused);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Edit" })).ToHaveCountAsync(0);
    }

    private async Task<Uri> AddMarginAsync(Visitor analyst)
    {
        var page = analyst.Page;
        var builds = new List<Uri>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/builds/", StringComparison.Ordinal)) builds.Add(new Uri(request.Url));
        };
        await page.GetByLabel("What should change").FillAsync("Add gross margin by category");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Version 2") })).ToBeVisibleAsync();
        // The new build was there before it was judged, and stayed when it became the version.
        var seen = await SeenAsync(page);
        Assert.InRange(seen.IndexOf("frame 2"), 0, seen.IndexOf("made Version 2") - 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish version 2" }).ClickAsync();
        await Expect(page.GetByText("Published: version 2")).ToBeVisibleAsync();
        await Expect(analyst.App.Headline(Revenue)).ToHaveAttributeAsync("title", server.Shop.Revenue());
        await Expect(analyst.App.Body).Not.ToContainTextAsync(Refused);
        Assert.DoesNotContain("frame 3", await SeenAsync(page));
        return builds.First(address => address.AbsolutePath.EndsWith("/frame", StringComparison.Ordinal));
    }

    private async Task SeeNoMarginAsync(Visitor viewer)
    {
        await viewer.Page.ReloadAsync();
        await Expect(viewer.App.Headline(Revenue)).ToHaveAttributeAsync("title", server.Shop.Revenue("customer_region = 'West'"));
        await Expect(viewer.App.Body).ToContainTextAsync(Refused);
    }

    // An administrator may edit the app, but a build that is no version yet is its author's alone; its frame's ticket is given to nobody else.
    private async Task SeeNoBuildOfOthersAsync(Visitor analyst, Uri build)
    {
        await using var admin = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "admin@example.com");
        Assert.Equal(200, (await analyst.Api.PostAsync(build.AbsoluteUri, new() { DataObject = new { } })).Status);
        Assert.Equal(404, (await admin.Api.PostAsync(build.AbsoluteUri, new() { DataObject = new { } })).Status);
        Assert.Equal(404, (await admin.Api.PostAsync(new Uri(build, "values").AbsoluteUri, new() { DataObject = new { filter = "region" } })).Status);
    }

    private static async Task<List<string>> SeenAsync(IPage page)
    {
        var seen = await page.EvaluateAsync<string[]>("() => window.seen");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", seen));
        return [.. seen];
    }

    private static async Task MeetClosedDoorsAsync(Visitor viewer, string builder)
    {
        var response = await viewer.Page.GotoAsync(builder);
        Assert.Equal((int)HttpStatusCode.Forbidden, response!.Status);
        await Expect(viewer.Page.GetByText("You may open this app, but not edit it.")).ToBeVisibleAsync();
        await Expect(viewer.Page.GetByLabel("What should change")).ToHaveCountAsync(0);

        var origin = new Uri(builder).GetLeftPart(UriPartial.Authority);
        var slug = builder.Split('/')[^2];
        foreach (var inside in new[] { "versions", "versions/1/source", "versions/1/bundle", "versions/1/report", "versions/1/screenshots/desktop", "turns" })
        {
            var answer = await viewer.Api.GetAsync($"{origin}/api/v1/apps/{slug}/{inside}");
            Assert.True(answer.Status is 403 or 404, $"{inside}: {answer.Status}");
        }

        // What was replaced may be asked for a while; what it answers is for this person.
        var values = await viewer.Api.PostAsync($"{origin}/api/v1/apps/{slug}/versions/1/values", new() { DataObject = new { filter = "region" } });
        Assert.Equal("West", Assert.Single(JsonDocument.Parse(await values.TextAsync()).RootElement.GetProperty("values").EnumerateArray()).GetProperty("raw").GetString());
    }
}
