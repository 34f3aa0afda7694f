using Vitrine.Builds.Bundles;
using Vitrine.Builds.Workspaces;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Builds;

/// <summary>Stores what a turn made: files, document, pictures. Blobs first, the row of the version after them, so nothing ever points to what is not there.</summary>
public sealed class VersionBlobs(IObjectStore objects, SourceStore sources)
{
    /// <summary>Stores everything that is there.</summary>
    public async Task<StoredBlobs> StoreAsync(AppSource source, CheckOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(outcome);
        var stored = await sources.PutAsync(source, cancellationToken);
        BlobHash? bundle = null, screenshots = null;
        if (outcome is { Bundle: { } built, Document: { } document }) bundle = await StoreAsync(BundleFiles.Of(built, StoredDocument.Of(document, outcome.Prefetch)), cancellationToken);
        if (outcome.Screenshots.Count > 0) screenshots = await StoreAsync([.. outcome.Screenshots.Select(shot => ($"{shot.Name}.png", shot.Png))], cancellationToken);
        var thumbnail = outcome.Thumbnail is { } picture ? (await objects.PutAsync(picture, cancellationToken)).Hex : null;
        return new StoredBlobs(stored, bundle, screenshots, thumbnail);
    }

    /// <summary>Stores a build that is to be looked at before it is judged, with the files that it was made from.</summary>
    public async Task<StoredBlobs> StoreAsync(AppSource source, BuiltApp built, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(built);
        var bundle = await StoreAsync(BundleFiles.Of(built.Bundle, StoredDocument.Of(built.Document, [])), cancellationToken);
        return new StoredBlobs(await sources.PutAsync(source, cancellationToken), bundle, null, null);
    }

    private async Task<BlobHash> StoreAsync(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> files, CancellationToken cancellationToken)
    {
        var entries = new List<BundleEntry>();
        foreach (var (path, content) in files) entries.Add(new BundleEntry(path, await objects.PutAsync(content, cancellationToken), content.Length));
        return await objects.PutAsync(new BundleManifest(entries).ToBytes(), cancellationToken);
    }
}
