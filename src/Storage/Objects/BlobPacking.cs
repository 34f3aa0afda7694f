using System.IO.Compression;
using Vitrine.Primitives;

namespace Vitrine.Storage.Objects;

/// <summary>The stored form of a blob (Brotli), and the check of what comes back.</summary>
internal static class BlobPacking
{
    /// <summary>In bytes. What we store is far smaller; a damaged blob must not fill the memory.</summary>
    private const int MaximumSize = 1024 * 1024 * 1024;

    public static byte[] Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(content);
        return packed.ToArray();
    }

    public static byte[] Unpack(byte[] packed, BlobHash expected)
    {
        using var content = new MemoryStream();
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            var buffer = new byte[81920];
            int read;
            while ((read = brotli.Read(buffer)) > 0)
            {
                if (content.Length + read > MaximumSize) throw Damaged(expected);
                content.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged(expected);
        }
        catch (InvalidOperationException) // what BrotliStream says of bytes that are no Brotli
        {
            throw Damaged(expected);
        }

        var bytes = content.ToArray();
        return BlobHash.Of(bytes) == expected ? bytes : throw Damaged(expected);
    }

    private static RefusalException Damaged(BlobHash hash)
        => new("storage.damaged-blob", $"A stored file is damaged ({hash.Hex[..12]}). Restore it from a backup.", RefusalKind.Unavailable);
}
