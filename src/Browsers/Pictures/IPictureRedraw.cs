namespace Vitrine.Browsers.Pictures;

/// <summary>Draws pictures anew that somebody gave, outside of this process: decoders are where bytes of strangers do harm.</summary>
public interface IPictureRedraw
{
    /// <summary>Draws it in the light of sRGB, upright as its camera held it, without a second frame, and no larger than <paramref name="longestSide"/>.</summary>
    /// <param name="bytes">The picture.</param>
    /// <param name="header">What its first bytes say; the caller has looked that it is not too large.</param>
    /// <param name="longestSide">In pixels.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Primitives.RefusalException"><c>picture.damaged</c>, <c>picture.busy</c>, or <c>browser.unavailable</c> where there is no browser.</exception>
    Task<RedrawnPicture> RedrawAsync(ReadOnlyMemory<byte> bytes, PictureHeader header, int longestSide, CancellationToken cancellationToken);
}
