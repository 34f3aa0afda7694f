using System.Text;
using Vitrine.Browsers.Pictures;

namespace Vitrine.Unit.Browsers;

public sealed class PictureHeaderTests
{
    public static TheoryData<string, byte[], PictureFormat, string> Pictures => new()
    {
        { "png", TestPicture.PngHead(800, 600), PictureFormat.Png, "image/png" },
        { "gif", TestPicture.Gif(800, 600, inner: (2, 2)), PictureFormat.Gif, "image/gif" },
        { "gif, old", [.. "GIF87a"u8, .. TestPicture.Gif(800, 600, inner: (2, 2))[6..]], PictureFormat.Gif, "image/gif" },
        { "jpeg", TestPicture.JpegHead(800, 600), PictureFormat.Jpeg, "image/jpeg" },
        { "webp, lossy", TestPicture.WebPHead("VP8 ", 800, 600), PictureFormat.WebP, "image/webp" },
        { "webp, lossless", TestPicture.WebPHead("VP8L", 800, 600), PictureFormat.WebP, "image/webp" },
        { "webp, extended", TestPicture.WebPHead("VP8X", 800, 600), PictureFormat.WebP, "image/webp" },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Format_and_size_are_read_from_the_first_bytes(string name, byte[] bytes, PictureFormat format, string mediaType)
    {
        var header = PictureHeader.Read(bytes);
        Assert.True(header == new PictureHeader(format, 800, 600), $"{name}: {header}");
        Assert.Equal((mediaType, 480_000L), (header!.MediaType, header.Pixels));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<?xml version='1.0'?><svg/>")]
    [InlineData("<!doctype html><img src=x onerror=alert(1)>")]
    [InlineData("BM6\0\0\0")]
    [InlineData("II*\0")]
    [InlineData("%PDF-1.7")]
    [InlineData("\0\0\0\u001cftypavif")]
    [InlineData("GIF90a..........................")]
    [InlineData("RIFF....WAVEfmt ................")]
    [InlineData("PNG\r\n\u001a\n")]
    [InlineData("")]
    public void What_is_no_picture_of_the_four_formats_is_none(string text) => Assert.Null(PictureHeader.Read(Encoding.Latin1.GetBytes(text)));

    // Text before a picture's own bytes, as files that want to be two things have it.
    [Fact]
    public void A_picture_behind_markup_is_none() => Assert.Null(PictureHeader.Read([.. "<script>"u8, .. TestPicture.Png(2, 2)]));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void One_that_ends_too_early_is_none(string name, byte[] bytes, PictureFormat format, string mediaType)
    {
        var needed = Enumerable.Range(0, bytes.Length + 1).First(length => PictureHeader.Read(bytes.AsSpan(0, length)) is not null);
        Assert.True(needed > 20, $"{name} {format} {mediaType}: {needed} bytes are enough");
        for (var length = 0; length < needed; length++) Assert.Null(PictureHeader.Read(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Sizes_that_cannot_be_are_none()
    {
        Assert.Null(PictureHeader.Read(TestPicture.PngHead(0, 10)));
        Assert.Null(PictureHeader.Read(TestPicture.PngHead(-5, 10)));
        Assert.Null(PictureHeader.Read(TestPicture.JpegHead(10, 0)));
    }

    [Fact]
    public void A_frame_that_is_larger_than_its_canvas_counts()
        => Assert.Equal((30_000, 20_000), PictureHeader.Read([.. TestPicture.Gif(2, 2, inner: (2, 2))[..45], 0x30, 0x75, 0x20, 0x4E, 0, 0]) is { } header ? (header.Width, header.Height) : default);

    // Whatever the bytes are, they are looked at without a fault.
    [Fact]
    public void Damaged_beginnings_are_no_fault()
    {
        var random = new Random(4711);
        foreach (var bytes in Pictures.Select(row => row.Data.Item2))
        {
            for (var round = 0; round < 2_000; round++)
            {
                var damaged = bytes.ToArray();
                for (var hit = random.Next(1, 6); hit > 0; hit--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                _ = PictureHeader.Read(damaged.AsSpan(0, random.Next(damaged.Length + 1)));
            }
        }
    }
}
