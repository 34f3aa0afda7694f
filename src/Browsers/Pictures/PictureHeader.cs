using System.Buffers.Binary;

namespace Vitrine.Browsers.Pictures;

/// <summary>
/// What the first bytes of a picture say of it: its format by its magic bytes, and how many pixels whoever decodes it has to make room for. Nothing is decoded, and neither a name nor a content type is believed.
/// </summary>
/// <param name="Format">The format.</param>
/// <param name="Width">In pixels, at least 1.</param>
/// <param name="Height">In pixels, at least 1.</param>
public sealed record PictureHeader(PictureFormat Format, int Width, int Height)
{
    private static ReadOnlySpan<byte> PngMagic => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The content type of the format.</summary>
    public string MediaType => Format switch
    {
        PictureFormat.Png => "image/png",
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Gif => "image/gif",
        PictureFormat.WebP => "image/webp",
        _ => throw new InvalidOperationException($"Unknown format {Format}."),
    };

    /// <summary>How many pixels there are.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>Reads them; null when these bytes begin no picture of a known format, or do not say how large it is.</summary>
    public static PictureHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(PngMagic)) return Of(PictureFormat.Png, Png(bytes));
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return Of(PictureFormat.Gif, Gif(bytes));
        if (bytes is [0xFF, 0xD8, 0xFF, ..]) return Of(PictureFormat.Jpeg, Jpeg(bytes));
        return bytes.Length >= 30 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? Of(PictureFormat.WebP, WebP(bytes)) : null;
    }

    private static PictureHeader? Of(PictureFormat format, (int Width, int Height) size) => size is { Width: > 0, Height: > 0 } ? new PictureHeader(format, size.Width, size.Height) : null;

    // https://www.w3.org/TR/png-3/#11IHDR: the first chunk, 13 bytes long.
    private static (int, int) Png(ReadOnlySpan<byte> bytes)
        => bytes.Length >= 33 && bytes[8..].StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'])
            ? (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : default;

    // The canvas, and the first frame where that is larger: decoders make room for both.
    private static (int, int) Gif(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 13) return default;
        var (width, height) = (Little16(bytes, 6), Little16(bytes, 8));
        var at = 13 + Colours(bytes[10]);
        while (at < bytes.Length && bytes[at] == 0x21) at = AfterBlocks(bytes, at + 2);
        return at + 10 > bytes.Length || bytes[at] != 0x2C
            ? default
            : (Math.Max(width, Little16(bytes, at + 1) + Little16(bytes, at + 5)), Math.Max(height, Little16(bytes, at + 3) + Little16(bytes, at + 7)));
    }

    private static int Colours(byte packed) => (packed & 0x80) != 0 ? 3 << ((packed & 7) + 1) : 0;

    private static int AfterBlocks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at] != 0) at += bytes[at] + 1;
        return at + 1;
    }

    // Segments up to the one that begins the frame (ITU-T T.81, B.2). One that leaves its height for later is none of ours.
    private static (int, int) Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 4 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF) return default;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // filling
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return at + 9 <= bytes.Length ? (Big16(bytes, at + 7), Big16(bytes, at + 5)) : default;
            if (marker is 0xDA or 0xD9) return default;
            at += marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 2 : 2 + Math.Max(2, Big16(bytes, at + 2));
        }

        return default;
    }

    // RFC 9649: a lossy, a lossless or an extended file.
    private static (int, int) WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes[12..].StartsWith("VP8X"u8)) return (1 + Little24(bytes, 24), 1 + Little24(bytes, 27));
        if (bytes[12..].StartsWith("VP8L"u8) && bytes[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return bytes[12..].StartsWith("VP8 "u8) && bytes[23..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) ? (Little16(bytes, 26) & 0x3FFF, Little16(bytes, 28) & 0x3FFF) : default;
    }

    private static int Big16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int Little16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static int Little24(ReadOnlySpan<byte> bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}
