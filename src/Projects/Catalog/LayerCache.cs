using Vitrine.Projects.Ingest;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Projects.Catalog;

/// <summary>Keeps compiled semantic layers by the hash of what they were read from, the most recently used ones.</summary>
internal sealed class LayerCache(IngestBlobs blobs)
{
    private const int Most = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (Lazy<Task<SemanticLayer>> Layer, long UsedAt)> layers = new(StringComparer.Ordinal);
    private long uses;

    public async Task<SemanticLayer> GetAsync(IngestRow ingest, CancellationToken cancellationToken)
    {
        Lazy<Task<SemanticLayer>> layer;
        lock (gate)
        {
            layer = layers.TryGetValue(ingest.Hash, out var known)
                ? known.Layer
                : new Lazy<Task<SemanticLayer>>(() => Task.Run(() => ReadAsync(ingest), CancellationToken.None));
            layers[ingest.Hash] = (layer, ++uses);
            if (layers.Count > Most) layers.Remove(layers.MinBy(entry => entry.Value.UsedAt).Key);
        }

        try
        {
            return await layer.Value.WaitAsync(cancellationToken);
        }
        catch when (layer.Value.IsFaulted)
        {
            // The next one tries again: a store that was away may be back.
            lock (gate)
            {
                if (layers.TryGetValue(ingest.Hash, out var failed) && failed.Layer == layer) layers.Remove(ingest.Hash);
            }

            throw;
        }
    }

    /// <summary>Keeps a layer that was compiled for its ingest.</summary>
    public void Add(string hash, SemanticLayer layer)
    {
        lock (gate) layers[hash] = (new Lazy<Task<SemanticLayer>>(Task.FromResult(layer)), ++uses);
    }

    private async Task<SemanticLayer> ReadAsync(IngestRow ingest) => DbtProjectReader.Read(await blobs.ReadAsync(ingest, CancellationToken.None), new SemanticOptions());
}
