namespace Vitrine.Browsers.Pictures;

/// <summary>What a picture may be given as.</summary>
public enum PictureFormat
{
    /// <summary>PNG.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>GIF; of one that moves, the first frame counts.</summary>
    Gif,

    /// <summary>WebP; of one that moves, the first frame counts.</summary>
    WebP,
}
