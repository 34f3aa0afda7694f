using System.Collections.Concurrent;
using System.Security.Cryptography;
using Vitrine.Serving.Documents;

namespace Vitrine.Browser.Hostile;

/// <summary>Documents of this test, by hash.</summary>
internal sealed class MemoryDocuments : IDocumentStore
{
    private readonly ConcurrentDictionary<string, StoredDocument> documents = new(StringComparer.Ordinal);

    public string Add(AssembledDocument document)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(document.Html.Span));
        documents[hash] = StoredDocument.Of(document, []);
        return hash;
    }

    public Task<StoredDocument?> FindAsync(string bundle, CancellationToken cancellationToken) => Task.FromResult(documents.GetValueOrDefault(bundle));
}
