using System.Text.Json;
using Vitrine.Primitives;

namespace Vitrine.Storage;

/// <summary>A tree of files as a list of blobs. Equal trees have equal bytes, and so equal hashes, in whichever order they were listed.</summary>
/// <param name="Entries">The files.</param>
public sealed record BundleManifest(IReadOnlyList<BundleEntry> Entries)
{
    /// <summary>The hash of <see cref="ToBytes"/>: the name under which the manifest itself is stored.</summary>
    public BlobHash Hash => BlobHash.Of(ToBytes());

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static BundleManifest FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var files = JsonSerializer.Deserialize<List<Line>>(bytes, Options) ?? [];
            return new BundleManifest([.. files.Select(file => new BundleEntry(file.Path, new BlobHash(file.Blob), file.Size))]);
        }
        catch (JsonException)
        {
            throw new RefusalException("storage.damaged-manifest", "A stored list of files cannot be read. Restore it from a backup.", RefusalKind.Unavailable);
        }
    }

    /// <summary>JSON in one form only: sorted by path.</summary>
    public byte[] ToBytes()
        => JsonSerializer.SerializeToUtf8Bytes(
            Entries.OrderBy(entry => entry.Path, StringComparer.Ordinal).Select(entry => new Line(entry.Path, entry.Blob.Hex, entry.Size)), Options);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private sealed record Line(string Path, string Blob, long Size);
}
