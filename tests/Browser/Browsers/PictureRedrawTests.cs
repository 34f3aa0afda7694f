using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Agents.Attachments;
using Vitrine.Browsers;
using Vitrine.Browsers.Pictures;
using Vitrine.Primitives;

namespace Vitrine.Browser.Browsers;

/// <summary>Real pictures through the real browser in its jail: what comes out looks like what went in, and holds nothing else of it.</summary>
public sealed class PictureRedrawTests : IAsyncLifetime
{
    private static readonly (byte, byte, byte) Red = (200, 30, 40);

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-pictures-").FullName;
    private BrowserPool pool = null!;
    private JailedRedraw redraw = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        pool = new BrowserPool(new BrowserPoolOptions { Folder = folder }, NullLogger<BrowserPool>.Instance);
        redraw = new JailedRedraw(pool, NullLogger<JailedRedraw>.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        redraw.Dispose();
        await pool.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_format_is_drawn_and_looks_as_before()
    {
        Assert.Equal("60x40 200,30,40", await LookAsync(await RedrawAsync(TestPicture.Png(60, 40, Red))));
        foreach (var type in new[] { "image/jpeg", "image/webp" })
        {
            var given = await DrawAsync(type, 60, 40, "rgb(200,30,40)");
            Assert.Equal(type, PictureHeader.Read(given)!.MediaType);
            var look = (await LookAsync(await RedrawAsync(given))).Split(' ');
            Assert.Equal("60x40", look[0]);
            // Both lose something of a colour.
            Assert.All(look[1].Split(',').Select(int.Parse).Zip([200, 30, 40]), pair => Assert.InRange(pair.First, pair.Second - 6, pair.Second + 6));
        }

        // Of one that moves, the first frame.
        Assert.Equal("8x6 255,0,0", await LookAsync(await RedrawAsync(TestPicture.Gif(8, 6, frames: 3))));
    }

    [Fact]
    public async Task What_a_camera_writes_of_itself_profiles_comments_and_what_stands_behind_the_end_are_gone()
    {
        var jpeg = await DrawAsync("image/jpeg", 60, 40, "rgb(200,30,40)");
        jpeg = TestPicture.WithSegment(jpeg, 0xFE, "a comment of mine"u8);
        jpeg = TestPicture.WithSegment(jpeg, 0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret</x:xmpmeta>"u8);
        jpeg = TestPicture.WithSegment(jpeg, 0xE1, TestPicture.Exif);
        jpeg = [.. jpeg, .. "<script>alert('behind')</script>"u8];
        var drawn = await RedrawAsync(jpeg);
        // It lay on its side, and stands now.
        Assert.Equal((40, 60), (drawn.Width, drawn.Height));
        Bare(drawn, "a comment", "xmpmeta", "secret", "Exif", "52.5200N", "script");

        var png = TestPicture.Png(60, 40, Red, [("tEXt", "Author\0Ada Lovelace"u8.ToArray()), ("eXIf", TestPicture.Exif[6..]), ("prVt", "hidden"u8.ToArray())], behind: "<html>behind</html>");
        Bare(await RedrawAsync(png), "Lovelace", "52.5200N", "hidden", "behind", "tEXt", "eXIf", "iCCP");
    }

    [Fact]
    public async Task A_large_picture_becomes_as_large_as_models_look_at_and_a_photograph_a_jpeg()
    {
        var wide = await RedrawAsync(TestPicture.Png(4_000, 1_000, Red));
        Assert.Equal((1_568, 392, "image/png"), (wide.Width, wide.Height, wide.MediaType));
        var thin = await RedrawAsync(TestPicture.Png(20_000, 1, Red));
        Assert.Equal((1_568, 1), (thin.Width, thin.Height));
        // Nothing in it repeats, as in a photograph.
        var noise = TestPicture.WithSegment(TestPicture.WithSegment(await DrawAsync("image/jpeg", 1_500, 1_500, null), 0xE2, "ICC_PROFILE\0\u0001\u0001the screen of Ada"u8), 0xE1, TestPicture.Exif);
        var photograph = await RedrawAsync(noise);
        Assert.Equal(("image/jpeg", 1_500), (photograph.MediaType, photograph.Width));
        Assert.InRange(photograph.Bytes.Length, 1, 4_000_000);
        // The browser writes a profile of its own, that of sRGB.
        Bare(photograph, "Exif", "52.5200N", "of Ada");
    }

    [Fact]
    public async Task Forty_million_pixels_are_drawn_by_a_browser_that_goes_on_afterwards()
    {
        var large = await RedrawAsync(TestPicture.Png(8_000, 5_000, Red));
        Assert.Equal((1_568, 980), (large.Width, large.Height));
        Assert.Equal("60x40 200,30,40", await LookAsync(await RedrawAsync(TestPicture.Png(60, 40, Red))));
    }

    [Fact]
    public async Task What_is_damaged_or_only_begins_like_a_picture_is_refused_and_the_next_one_is_drawn()
    {
        byte[][] bad =
        [
            TestPicture.PngHead(60, 40),
            [.. TestPicture.PngHead(60, 40), .. "<svg onload=alert(1)></svg>"u8],
            TestPicture.JpegHead(60, 40),
            TestPicture.WebPHead("VP8 ", 60, 40),
            TestPicture.WebPHead("VP8X", 60, 40),
            [.. TestPicture.Gif(60, 40)[..42], .. Encoding.UTF8.GetBytes(new string('x', 100))],
        ];
        foreach (var bytes in bad) Assert.Equal("picture.damaged", (await Assert.ThrowsAsync<RefusalException>(() => RedrawAsync(bytes))).Code);
        Assert.Equal("60x40 200,30,40", await LookAsync(await RedrawAsync(TestPicture.Png(60, 40, Red))));
    }

    // A header that lies costs its own page at most.
    [Fact]
    public async Task A_picture_whose_decoder_runs_out_of_room_ends_its_own_page()
    {
        var bomb = TestPicture.Png(16_000, 16_000, Red);
        Assert.Equal("picture.damaged", (await Assert.ThrowsAsync<RefusalException>(() => redraw.RedrawAsync(bomb, PictureHeader.Read(bomb)!, 1_568, Stop))).Code);
        Assert.Equal("60x40 200,30,40", await LookAsync(await RedrawAsync(TestPicture.Png(60, 40, Red))));
        // Nobody gets so far: the first bytes said it.
        Assert.Equal("attachments.too-many-pixels", (await Assert.ThrowsAsync<RefusalException>(() => new ImageAttachment(redraw).TakeAsync("bomb.png", bomb, Stop))).Code);
    }

    [Fact]
    public async Task A_server_without_a_browser_says_so()
    {
        await using var none = new BrowserPool(new BrowserPoolOptions { Folder = folder, Programs = [] }, NullLogger<BrowserPool>.Instance);
        using var blind = new JailedRedraw(none, NullLogger<JailedRedraw>.Instance);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => new ImageAttachment(blind).TakeAsync("a.png", TestPicture.Png(2, 2), Stop));
        Assert.Equal("attachments.no-browser", refusal.Code);
        Assert.Contains("apt-get install chromium", refusal.Message, StringComparison.Ordinal);
    }

    private Task<RedrawnPicture> RedrawAsync(byte[] bytes) => redraw.RedrawAsync(bytes, PictureHeader.Read(bytes)!, 1_568, Stop);

    private static void Bare(RedrawnPicture drawn, params string[] never)
    {
        var text = Encoding.Latin1.GetString(drawn.Bytes.Span);
        foreach (var word in never) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
    }

    /// <summary>How large it is and the colour of its middle.</summary>
    private async Task<string> LookAsync(RedrawnPicture drawn)
    {
        await using var lease = await pool.RentAsync(new BrowserView(), Stop);
        return await lease.Page.EvaluateAsync<string>(
            """
            async ([data, type]) => {
              const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type }));
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [image.width, image.height];
              const pen = canvas.getContext("2d");
              pen.drawImage(image, 0, 0);
              return `${image.width}x${image.height} ${[...pen.getImageData(image.width >> 1, image.height >> 1, 1, 1).data.slice(0, 3)].join(",")}`;
            }
            """,
            new[] { Convert.ToBase64String(drawn.Bytes.Span), drawn.MediaType });
    }

    /// <summary>A picture of one colour, or of noise, as the browser writes it.</summary>
    private async Task<byte[]> DrawAsync(string type, int width, int height, string? colour)
    {
        await using var lease = await pool.RentAsync(new BrowserView(), Stop);
        var drawn = await lease.Page.EvaluateAsync<string>(
            """
            ([type, width, height, colour]) => {
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [Number(width), Number(height)];
              const pen = canvas.getContext("2d");
              if (colour) {
                pen.fillStyle = colour;
                pen.fillRect(0, 0, canvas.width, canvas.height);
              } else {
                const noise = pen.createImageData(canvas.width, canvas.height);
                let seed = 7;
                for (let at = 0; at < noise.data.length; at++) noise.data[at] = at % 4 === 3 ? 255 : (seed = (seed * 16807) % 2147483647) & 255;
                pen.putImageData(noise, 0, 0);
              }
              return canvas.toDataURL(type, 0.9).split(",")[1];
            }
            """,
            new[] { type, $"{width}", $"{height}", colour ?? "" });
        return Convert.FromBase64String(drawn);
    }
}
