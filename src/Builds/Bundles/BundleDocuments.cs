using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Builds.Bundles;

/// <summary>Documents of versions, from the object store.</summary>
internal sealed class BundleDocuments(IObjectStore objects) : IDocumentStore
{
    public async Task<StoredDocument?> FindAsync(string bundle, CancellationToken cancellationToken)
    {
        if (!BlobHash.TryParse(bundle, out var hash) || await objects.FindAsync(hash, cancellationToken) is not { } manifest) return null;
        var entries = BundleManifest.FromBytes(manifest).Entries;
        var document = await ReadAsync(BundleFiles.Document);
        var description = await ReadAsync(BundleFiles.Description);
        return document is null || description is null ? null : BundleFiles.ReadDocument(document, description);

        async Task<byte[]?> ReadAsync(string path)
            => entries.FirstOrDefault(entry => entry.Path == path) is { } entry ? await objects.FindAsync(entry.Blob, cancellationToken) : null;
    }
}
