using Microsoft.Playwright;
using Vitrine.Browser.Hostile;
using Vitrine.Browser.Product;
using Vitrine.Integration.LanguageModels;
using static Microsoft.Playwright.Assertions;

namespace Vitrine.Browser.LanguageModels;

/// <summary>Pictures in the prompt box of the real product: chosen, pasted, dropped, left out, refused by name, sent, and seen in the conversation.</summary>
public sealed class PictureBoxTests(ModelServer server, ChromiumFixture chromium) : IClassFixture<ModelServer>, IClassFixture<ChromiumFixture>
{
    private static readonly (byte, byte, byte) Blue = (30, 90, 200);

    [Fact]
    public async Task A_picture_goes_along_with_a_prompt_from_the_box_to_the_model()
    {
        await using var analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "analyst@example.com");
        var page = analyst.Page;
        var thumbnails = page.Locator(".prompt .tray li > img");
        await ChooseAsync(page, ("sketch.png", TestPicture.Png(120, 80, Blue)), ("moving.gif", TestPicture.Gif(12, 8, frames: 2)));
        await Expect(thumbnails).ToHaveCountAsync(2);
        Assert.Equal("120 12", await WidthsAsync(thumbnails));
        await PutAsync(page, "paste", ("pasted.png", "image/png", TestPicture.Png(60, 60, Blue)));
        await Expect(thumbnails).ToHaveCountAsync(3);
        await PutAsync(page, "drop", ("dropped.png", "image/png", TestPicture.Png(70, 60, Blue)));
        await Expect(thumbnails).ToHaveCountAsync(4);

        // What cannot be taken is said by its name, and what was taken stays.
        await ChooseAsync(page, ("fifth.png", TestPicture.Png(2, 2)));
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "fifth.png was left out: a prompt takes 4 pictures." })).ToBeVisibleAsync();
        await page.GetByLabel("Leave out dropped.png").ClickAsync();
        await page.GetByLabel("Leave out pasted.png").ClickAsync();
        await Expect(thumbnails).ToHaveCountAsync(2);
        await ChooseAsync(page, ("page.png", "<svg onload='alert(1)'/>"u8.ToArray()), ("broken.png", TestPicture.PngHead(4, 4)));
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "page.png is no picture that can be taken" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "broken.png: This picture cannot be read" })).ToBeVisibleAsync();
        await Expect(thumbnails).ToHaveCountAsync(2);

        await page.GetByLabel("What the app should show").FillAsync("Revenue by region, like this sketch");
        await page.GetByRole(AriaRole.Button, new() { Name = "Build" }).ClickAsync();
        var sent = page.Locator(".sent img");
        await Expect(sent).ToHaveCountAsync(2);
        Assert.Equal("sketch.png moving.gif", await sent.EvaluateAllAsync<string>("images => images.map(image => image.alt).join(' ')"));
        await Expect(page.Locator(".chip", new() { HasText = "Version 1" })).ToBeVisibleAsync(new() { Timeout = 300_000 });
        Assert.Equal("120 12", await WidthsAsync(sent));
        // All that was asked for the work; the app's name is made from its contracts, and asked for alone.
        Assert.All(server.Messages.Requests.Where(request => request.Tools.Count > 1), request => Assert.Equal(2, request.Messages.SelectMany(ReceivedRequest.Blocks).Count(block => (string)block["type"]! == "image")));
        Assert.Empty(server.Messages.Complaints);

        // The transcript shows them to those who may read it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Steps" }).First.ClickAsync();
        var transcript = await page.Context.RunAndWaitForPageAsync(() => page.GetByText("What the model was told, and what it said").First.ClickAsync());
        await transcript.GetByText("Said to the model").First.ClickAsync();
        await Expect(transcript.GetByAltText("What was attached").First).ToBeVisibleAsync();
        Assert.Empty(analyst.Faults);
    }

    [Fact]
    public async Task The_box_says_what_the_model_sees_and_that_nothing_leaves_when_the_composer_writes()
    {
        await using var admin = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "admin@example.com");
        var page = admin.Page;
        await page.GetByText("The model sees names and sample values of dimensions.").ClickAsync();
        await Expect(page.GetByText("Rows and screenshots of the data are not.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Change it in the project’s settings" })).ToHaveAttributeAsync("href", "/p/shop/settings");
        await ChooseAsync(page, ("sketch.png", TestPicture.Png(20, 10, Blue)));
        await page.GetByLabel("Who writes it").SelectOptionAsync("composer");
        await Expect(page.GetByText("Nothing leaves this server: the composer writes.")).ToBeVisibleAsync();
        await Expect(page.GetByText("The composer cannot see pictures; it goes by the words alone.")).ToBeVisibleAsync();
        // It says so where it is read, too.
        var before = server.Messages.Requests.Count;
        await page.GetByLabel("What the app should show").FillAsync("Make it look like this picture of a zeppelin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Build" }).ClickAsync();
        await Expect(page.GetByText("I cannot see pictures; what was attached was left aside").First).ToBeVisibleAsync(new() { Timeout = 300_000 });
        Assert.Equal(before, server.Messages.Requests.Count);
        Assert.Empty(admin.Faults);

        await using var analyst = await Visitor.EnterAsync(await chromium.NewContextAsync(), server, "analyst@example.com");
        await analyst.Page.GetByText("The model sees names and sample values of dimensions.").ClickAsync();
        await Expect(analyst.Page.GetByRole(AriaRole.Link, new() { Name = "Change it in the project’s settings" })).ToHaveCountAsync(0);
    }

    private static Task<string> WidthsAsync(ILocator images)
        => images.EvaluateAllAsync<string>("async images => (await Promise.all(images.map(async image => (await image.decode(), image.naturalWidth)))).join(' ')");

    private static async Task ChooseAsync(IPage page, params (string Name, byte[] Bytes)[] files)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Attach pictures" }).ClickAsync());
        await chooser.SetFilesAsync(files.Select(file => new FilePayload { Name = file.Name, MimeType = "image/png", Buffer = file.Bytes }));
    }

    /// <summary>Pastes or drops a file onto the box.</summary>
    private static async Task PutAsync(IPage page, string how, (string Name, string Type, byte[] Bytes) file) => await page.Locator(".prompt textarea").EvaluateAsync(
        """
        (area, [how, name, type, data]) => {
          const files = new DataTransfer();
          files.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name, { type }));
          const event = how === "paste" ? new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }) : new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
          area.dispatchEvent(event);
        }
        """,
        new[] { how, file.Name, file.Type, Convert.ToBase64String(file.Bytes) });
}
