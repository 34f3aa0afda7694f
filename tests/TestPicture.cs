using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Vitrine;

/// <summary>Pictures that tests make: whole ones, and beginnings that promise more than there is.</summary>
internal static class TestPicture
{
    private static readonly byte[] PngMagic = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A PNG of one colour, with further chunks before its pixels and bytes behind its end.</summary>
    public static byte[] Png(int width, int height, (byte Red, byte Green, byte Blue) colour = default, IEnumerable<(string Type, byte[] Data)>? chunks = null, string behind = "")
    {
        var row = new byte[1 + width * 3];
        for (var x = 0; x < width; x++) (row[1 + x * 3], row[2 + x * 3], row[3 + x * 3]) = colour;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++) zlib.Write(row);
        }

        return [.. PngHead(width, height), .. (chunks ?? []).SelectMany(chunk => Chunk(chunk.Type, chunk.Data)), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", []), .. Encoding.UTF8.GetBytes(behind)];
    }

    /// <summary>The beginning of a PNG that says it is so large.</summary>
    public static byte[] PngHead(int width, int height)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        return [.. PngMagic, .. Chunk("IHDR", head)];
    }

    /// <summary>A GIF whose frames have one colour each, the first red, the second blue; <paramref name="inner"/> is how large its frames are, when they are not as large as its canvas.</summary>
    public static byte[] Gif(int width, int height, int frames = 1, (int Width, int Height)? inner = null)
    {
        var (wide, high) = inner ?? (width, height);
        List<byte> bytes = [.. "GIF89a"u8, .. Little(width), .. Little(height), 0x91, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 0, 255, 255, 255, .. (byte[])[0x21, 0xFE, 3], .. "hey"u8, 0];
        for (var frame = 0; frame < frames; frame++)
        {
            bytes.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, .. Little(wide), .. Little(high), 0, 2]);
            // Codes of three bits, each behind a "start anew" (4), so that they stay three bits wide; 5 ends.
            var codes = new List<int>();
            for (var pixel = 0; pixel < wide * high; pixel++) codes.AddRange([4, frame % 4]);
            codes.Add(5);
            var (packed, held, count) = (new List<byte>(), 0, 0);
            foreach (var code in codes)
            {
                held |= code << count;
                count += 3;
                for (; count >= 8; count -= 8, held >>= 8) packed.Add((byte)held);
            }

            packed.Add((byte)held);
            foreach (var block in packed.Chunk(255)) bytes.AddRange([(byte)block.Length, .. block]);
            bytes.Add(0);
        }

        return [.. bytes, 0x3B];
    }

    /// <summary>The beginning of a JPEG of this size, behind a segment of its camera.</summary>
    public static byte[] JpegHead(int width, int height)
        => [0xFF, 0xD8, .. Segment(0xE1, "Exif\0\0a camera"u8), 0xFF, .. Segment(0xDB, new byte[65]), .. Segment(0xC2, [8, .. Big(height), .. Big(width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]), .. Segment(0xDA, new byte[10])];

    /// <summary>The beginning of a WebP of this size: lossy (<c>VP8 </c>), lossless (<c>VP8L</c>) or extended (<c>VP8X</c>).</summary>
    public static byte[] WebPHead(string form, int width, int height) => [.. "RIFF"u8, 0, 1, 0, 0, .. "WEBP"u8, .. Encoding.ASCII.GetBytes(form), 10, 0, 0, 0, .. form switch
    {
        "VP8X" => [0, 0, 0, 0, .. Little(width - 1), 0, .. Little(height - 1), 0],
        "VP8L" => [0x2F, .. BitConverter.GetBytes((uint)(width - 1) | ((uint)(height - 1) << 14)), 0, 0, 0, 0, 0],
        _ => (byte[])[0x30, 1, 0, 0x9D, 1, 0x2A, .. Little(width), .. Little(height)],
    }];

    /// <summary>A JPEG with a segment behind its first two bytes.</summary>
    public static byte[] WithSegment(byte[] jpeg, byte marker, ReadOnlySpan<byte> data) => [.. jpeg[..2], .. Segment(marker, data), .. jpeg[2..]];

    /// <summary>What a camera writes of itself: the picture lies on its side (orientation 6), and where it was taken.</summary>
    public static byte[] Exif { get; } =
    [
        .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 2,
        1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, // orientation: 6
        1, 0x0E, 0, 2, 0, 0, 0, 20, 0, 0, 0, 38, // description: 20 letters from 38 on
        0, 0, 0, 0, .. "52.5200N 13.4050E at"u8,
    ];

    private static byte[] Segment(byte marker, ReadOnlySpan<byte> data) => [0xFF, marker, .. Big(data.Length + 2), .. data];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. Big(data.Length >> 16), .. Big(data.Length & 0xFFFF), .. named, .. Big((int)(Crc(named) >> 16)), .. Big((int)(Crc(named) & 0xFFFF))];
    }

    private static byte[] Big(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Little(int value) => [(byte)value, (byte)(value >> 8)];

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
