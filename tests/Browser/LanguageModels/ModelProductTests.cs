using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Vitrine.Browser.Hostile;
using Vitrine.Browser.Product;
using Vitrine.Integration.LanguageModels;
using Vitrine.Outside.Processes;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.LanguageModels;

/// <summary>The way of a prompt with a language model, in the real product: streamed calls of tools, a real sandbox, all gates, the page as people see it.</summary>
public sealed class ModelProductTests(ModelServer server, ChromiumFixture chromium) : IClassFixture<ModelServer>, IClassFixture<ChromiumFixture>
{
    // Two checks and the full gates, on a machine that may be busy with other things.
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 300_000 };

    private static readonly string[] Started = ["driver", "browser", "sandbox"], DriverKnows = ["PATH", "HOME", "TMPDIR", "PW_LANG_NAME", "PW_LANG_NAME_VERSION", "PW_CLI_DISPLAY_VERSION"];

    [Fact]
    public async Task A_sentence_becomes_a_ready_version_and_a_follow_up_goes_on()
    {
        await using var analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "analyst@example.com");
        var page = analyst.Page;
        // The demo's own app was made without the model, which nobody had asked for.
        Assert.Empty(server.Messages.Requests);
        await Expect(page.GetByLabel("Who writes it")).ToHaveValueAsync("claude-sonnet-5-5");
        await page.GetByLabel("What the app should show").FillAsync("Revenue by region");
        await page.GetByRole(AriaRole.Button, new() { Name = "Build" }).ClickAsync();

        await Expect(page.Locator(".chip", new() { HasText = "Version 1" })).ToBeVisibleAsync(Patient);
        await Expect(page.GetByText("The page shows revenue over time and by region")).ToBeVisibleAsync();
        var app = JsonDocument.Parse(await (await analyst.Api.GetAsync($"{server.Url}/api/v1/projects/shop/apps")).TextAsync()).RootElement.EnumerateArray().First(one => one.GetProperty("name").GetString() == "Revenue by region");
        var id = app.GetProperty("id").GetString()!;
        Assert.Equal("ready", await StatusAsync(analyst, id, 1));

        await page.GetByLabel("What should change").FillAsync("Say in the subtitle that every order counts");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".chip", new() { HasText = "Version 2" })).ToBeVisibleAsync(Patient);
        Assert.Equal("ready", await StatusAsync(analyst, id, 2));
        Assert.Empty(server.Messages.Complaints);
        Assert.Contains(server.Messages.Requests, request => request.Messages.SelectMany(ReceivedRequest.Blocks).Count(block => ReceivedRequest.Text(block).Contains("<request>", StringComparison.Ordinal)) == 2);

        // What the gates said to the model is what they say of real code.
        Assert.Contains(server.Messages.Requests, request => request.Last.Contains("AreaGraph", StringComparison.Ordinal) && request.Last.Contains("types: failed", StringComparison.Ordinal));

        Assert.Contains(server.Messages.Requests, request => request.Last.Contains("src/App.tsx: imported FilterBar", StringComparison.Ordinal));

        // Each change of a file stays with its turn.
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Steps" }).First.ClickAsync();
        var edited = page.Locator(".turn").First.Locator("details.change", new() { HasText = "src/App.tsx" }).Last;
        await Expect(edited.GetByTitle("2 lines added")).ToBeVisibleAsync();
        await edited.Locator("summary").ClickAsync();
        await Expect(edited.Locator("pre del", new() { HasText = "<AreaGraph" })).ToBeVisibleAsync();
        await Expect(edited.Locator("pre ins", new() { HasText = "<AreaChart" })).ToBeVisibleAsync();
        // What did not change stands in one column with what did.
        Assert.StartsWith("  import {", await edited.Locator("pre > span", new() { HasText = "FilterBar" }).First.TextContentAsync(), StringComparison.Ordinal);

        var transcript = await page.Context.RunAndWaitForPageAsync(() => page.GetByText("What the model was told, and what it said").First.ClickAsync());
        await Expect(transcript.GetByRole(AriaRole.Heading, new() { Name = "What the model was told, and what it said" })).ToBeVisibleAsync();
        await Expect(transcript.GetByText("Call 5", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(analyst.Faults);
        await NoSecretAsync();
        await NoSecretInProcessesAsync();
    }

    private async Task<string?> StatusAsync(Visitor visitor, string app, int number)
        => JsonDocument.Parse(await (await visitor.Api.GetAsync($"{server.Url}/api/v1/apps/{app}/versions/{number}")).TextAsync()).RootElement.GetProperty("status").GetString();

    /// <summary>What the server has started, each with what it can see of the server's environment: nothing that is a secret, and of the driver, which nothing jails, nothing at all.</summary>
    private async Task NoSecretInProcessesAsync()
    {
        var seen = new HashSet<string>();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        // A sandbox is made ready after each turn, in its own time.
        while (!seen.SetEquals(Started) && await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            foreach (var id in ProcessTree.Members(server.ProcessId).Where(id => id != server.ProcessId))
            {
                var command = string.Join(' ', ProcessTree.CommandOf(id));
                var environment = ReadEnvironment(id);
                Assert.DoesNotContain(MessagesServer.Key, environment, StringComparison.Ordinal);
                Assert.DoesNotContain("ANTHROPIC", environment, StringComparison.Ordinal);
                if (command.EndsWith("run-driver", StringComparison.Ordinal) && !command.StartsWith("/bin/sh", StringComparison.Ordinal))
                {
                    Assert.DoesNotContain(environment.Split('\0', StringSplitOptions.RemoveEmptyEntries), entry => !DriverKnows.Contains(entry.Split('=')[0]));
                    seen.Add("driver");
                }
                else if (command.Contains("--type=renderer", StringComparison.Ordinal))
                {
                    seen.Add("browser");
                }
                else if (command.Contains("worker.mjs", StringComparison.Ordinal))
                {
                    seen.Add("sandbox");
                }
            }
        }
    }

    // Of one that belongs to another user, or has just ended, nothing can be read.
    private static string ReadEnvironment(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private async Task NoSecretAsync()
    {
        Assert.DoesNotContain(MessagesServer.Key, server.Said(), StringComparison.Ordinal);
        var key = Encoding.UTF8.GetBytes(MessagesServer.Key);
        foreach (var file in Directory.EnumerateFiles(server.Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device }))
        {
            // A sandbox is held by a pipe, which nobody writes to.
            if (new FileInfo(file).Length == 0) continue;
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.True(bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(key) < 0, file);
        }
    }
}
