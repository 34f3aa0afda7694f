using Vitrine.Browsers.Pictures;

namespace Vitrine.Integration.Agents;

/// <summary>Draws without a browser: whatever comes becomes a PNG of one colour. What a real one makes of real bytes is tried with a real one.</summary>
internal sealed class PlainRedraw : IPictureRedraw
{
    public Task<RedrawnPicture> RedrawAsync(ReadOnlyMemory<byte> bytes, PictureHeader header, int longestSide, CancellationToken cancellationToken)
    {
        var (width, height) = (Math.Min(header.Width, longestSide), Math.Min(header.Height, longestSide));
        return Task.FromResult(new RedrawnPicture(TestPicture.Png(width, height, (1, 2, 3)), "image/png", width, height));
    }
}
