using Vitrine.Serving.Documents;

namespace Vitrine.Integration.Serving;

/// <summary>Documents by hash; asking for the hash of all f's fails.</summary>
internal sealed class MemoryDocuments : IDocumentStore
{
    public Dictionary<string, StoredDocument> Known { get; } = [];

    public Task<StoredDocument?> FindAsync(string bundle, CancellationToken cancellationToken)
        => bundle[0] == 'f' ? throw new IOException("the disk says /secret/path") : Task.FromResult(Known.GetValueOrDefault(bundle));
}
