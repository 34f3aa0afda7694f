using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Vitrine.Browser.Hostile;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.Product;

/// <summary>What the pages send to a browser and get back grows with a project, and ends no page.</summary>
public sealed class ManyAppsTests(DemoServer server, ChromiumFixture chromium) : IClassFixture<DemoServer>, IClassFixture<ChromiumFixture>
{
    private const int Apps = 400;

    [Fact]
    public async Task Pages_live_in_a_project_of_hundreds_of_apps_and_with_all_the_text_that_a_prompt_may_have()
    {
        await CopyAppsAsync();
        await using var analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "analyst@example.com");
        var page = analyst.Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"All {Apps + 1} apps" })).ToBeVisibleAsync();
        var prompt = page.GetByLabel("What the app should show");
        await prompt.FocusAsync();
        // Pasted, which is cut where the field ends; every letter takes three bytes on the way.
        await page.EvaluateAsync("() => document.execCommand('insertText', false, '\\u8a9e'.repeat(1_000_000))");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "A prompt has at most 20,000 characters" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Build" })).ToBeEnabledAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = $"All {Apps + 1} apps" }).ClickAsync();
        await Expect(page.GetByText($"{Apps + 1} apps that you may open")).ToBeVisibleAsync();
        await page.GetByPlaceholder("Search").FillAsync("Copy 399");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Edit Copy 399" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Edit Copy 398" })).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await page.GetByPlaceholder("Search").FillAsync("Copy 7");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Edit Copy 7", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Made as the server makes them would take an hour.</summary>
    private async Task CopyAppsAsync()
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "vitrine.db")};Default Timeout=30");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Apps - 1})
            INSERT INTO apps (Id, OrganizationId, ProjectId, Slug, Name, OwnerId, SpaceId, DraftVersion, PublishedVersion, PublishedAt, Broken, LastNumber, CreatedAt, ChangedAt)
            SELECT upper(substr(Id, 1, 24)) || printf('%012X', i + 1), OrganizationId, ProjectId, 'copy-' || i, 'Copy ' || i, OwnerId, SpaceId, DraftVersion, PublishedVersion, PublishedAt, Broken, LastNumber, CreatedAt, ChangedAt
            FROM apps, n WHERE Slug = 'shop-overview'
            """;
        Assert.Equal(Apps, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
