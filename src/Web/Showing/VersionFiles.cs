using System.Text;
using Vitrine.Storage;

namespace Vitrine.Web.Showing;

/// <summary>Reads what a version stored. Whoever calls has checked that the reader may see it.</summary>
internal sealed class VersionFiles(IObjectStore objects)
{
    /// <summary>The files of a bundle manifest; none when it is not stored any more.</summary>
    public async Task<IReadOnlyList<BundleEntry>> ListAsync(BlobHash manifest, CancellationToken cancellationToken)
        => await objects.FindAsync(manifest, cancellationToken) is { } bytes ? BundleManifest.FromBytes(bytes).Entries : [];

    /// <summary>All of them as text, by path.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAllAsync(BlobHash manifest, CancellationToken cancellationToken)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in await ListAsync(manifest, cancellationToken)) texts[entry.Path] = Encoding.UTF8.GetString(await objects.FindAsync(entry.Blob, cancellationToken) ?? []);
        return texts;
    }
}
