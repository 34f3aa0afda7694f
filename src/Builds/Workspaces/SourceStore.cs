using System.Text;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Builds.Workspaces;

/// <summary>Keeps the files of apps in the object store: one blob for each file, and a bundle manifest that lists them. Equal apps have equal names.</summary>
public sealed class SourceStore(IObjectStore objects)
{
    /// <summary>Stores the files.</summary>
    /// <returns>The hash of the bundle manifest.</returns>
    public async Task<BlobHash> PutAsync(AppSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var entries = new List<BundleEntry>();
        foreach (var (path, text) in source.Files)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            entries.Add(new BundleEntry(path, await objects.PutAsync(bytes, cancellationToken), bytes.Length));
        }

        return await objects.PutAsync(new BundleManifest(entries).ToBytes(), cancellationToken);
    }

    /// <summary>The files of that manifest; null when it, or one of its files, is not there.</summary>
    /// <exception cref="RefusalException"><c>storage.damaged-manifest</c>, <c>storage.damaged-blob</c>, <c>source.refused</c>.</exception>
    public async Task<AppSource?> FindAsync(BlobHash manifest, CancellationToken cancellationToken)
    {
        if (await objects.FindAsync(manifest, cancellationToken) is not { } bytes) return null;
        var files = new List<KeyValuePair<string, string>>();
        foreach (var entry in BundleManifest.FromBytes(bytes).Entries)
        {
            if (await objects.FindAsync(entry.Blob, cancellationToken) is not { } content) return null;
            files.Add(new(entry.Path, Encoding.UTF8.GetString(content)));
        }

        return AppSource.Of(files);
    }
}
