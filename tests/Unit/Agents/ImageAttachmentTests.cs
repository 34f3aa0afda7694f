using Vitrine.Agents.Attachments;
using Vitrine.Browsers.Pictures;
using Vitrine.Primitives;

namespace Vitrine.Unit.Agents;

public sealed class ImageAttachmentTests
{
    private readonly Redraw redraw = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_drawn_anew_and_no_larger_than_models_look_at()
    {
        var content = await new ImageAttachment(redraw).TakeAsync("sketch.png", TestPicture.Png(20, 10), Stop);
        Assert.Equal(("image/jpeg", 7, 5, "drawn"), (content.MediaType, content.Width, content.Height, System.Text.Encoding.UTF8.GetString(content.Bytes.Span)));
        Assert.Equal((new PictureHeader(PictureFormat.Png, 20, 10), 1_568), Assert.Single(redraw.Asked));
    }

    [Theory]
    [InlineData("photo.png", "<svg/>", "attachments.no-image")]
    [InlineData("photo.png", "", "attachments.no-image")]
    [InlineData("photo.jpg", "#11000000", "attachments.too-large")]
    public async Task What_is_none_is_refused_by_its_name_and_never_decoded(string name, string bytes, string code)
    {
        var given = bytes is ['#', .. var count] ? [.. TestPicture.Png(2, 2), .. new byte[int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)]] : System.Text.Encoding.UTF8.GetBytes(bytes);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => new ImageAttachment(redraw).TakeAsync(name, given, Stop));
        Assert.Equal(code, refusal.Code);
        Assert.StartsWith(name, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(redraw.Asked);
    }

    [Fact]
    public async Task A_picture_that_promises_more_pixels_than_there_is_room_for_is_never_decoded()
    {
        foreach (var bomb in new[] { TestPicture.PngHead(30_000, 30_000), TestPicture.JpegHead(65_000, 65_000), TestPicture.WebPHead("VP8X", 16_000, 16_000), TestPicture.PngHead(int.MaxValue, int.MaxValue) })
            Assert.Equal("attachments.too-many-pixels", (await Assert.ThrowsAsync<RefusalException>(() => new ImageAttachment(redraw).TakeAsync("b.png", bomb, Stop))).Code);
        Assert.Empty(redraw.Asked);
    }

    [Theory]
    [InlineData("browser.unavailable", "attachments.no-browser", "Install it")]
    [InlineData("picture.damaged", "attachments.damaged", "x.png: ")]
    [InlineData("picture.busy", "picture.busy", "Install it")]
    public async Task Why_it_was_not_drawn_is_said(string why, string code, string says)
    {
        redraw.Refusal = new RefusalException(why, "Install it.", RefusalKind.Unavailable);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => new ImageAttachment(redraw).TakeAsync("x.png", TestPicture.Png(2, 2), Stop));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_there_is_not_is_refused_by_its_name()
    {
        var kinds = new AttachmentKinds([new ImageAttachment(redraw)]);
        Assert.IsType<ImageAttachment>(kinds.Find(null));
        Assert.IsType<ImageAttachment>(kinds.Find("image"));
        Assert.Contains("'chart'", Assert.Throws<RefusalException>(() => kinds.Find("chart")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C:\\Users\\ada\\sketch.png", "sketch.png")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\u202Egnp.exe", "agnp.exe")]
    [InlineData("two\nlines\t.png", "twolines.png")]
    [InlineData("…/", "picture")]
    [InlineData(null, "picture")]
    public void A_name_is_made_fit_to_be_shown(string? given, string shown) => Assert.Equal(shown, AttachmentName.Clean(given));

    [Fact]
    public void A_name_is_not_long() => Assert.InRange(AttachmentName.Clean(string.Concat(Enumerable.Repeat("🎉", 500))).Length, 50, 100);

    private sealed class Redraw : IPictureRedraw
    {
        public List<(PictureHeader, int)> Asked { get; } = [];

        public RefusalException? Refusal { get; set; }

        public Task<RedrawnPicture> RedrawAsync(ReadOnlyMemory<byte> bytes, PictureHeader header, int longestSide, CancellationToken cancellationToken)
        {
            if (Refusal is not null) throw Refusal;
            Asked.Add((header, longestSide));
            return Task.FromResult(new RedrawnPicture("drawn"u8.ToArray(), "image/jpeg", 7, 5));
        }
    }
}
