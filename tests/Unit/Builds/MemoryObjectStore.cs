using System.Collections.Concurrent;
using Vitrine.Storage;

namespace Vitrine.Unit.Builds;

/// <summary>Blobs in memory.</summary>
internal sealed class MemoryObjectStore : IObjectStore
{
    private readonly ConcurrentDictionary<BlobHash, byte[]> blobs = new();

    public int Count => blobs.Count;

    public Task<BlobHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = BlobHash.Of(content.Span);
        blobs.TryAdd(hash, content.ToArray());
        return Task.FromResult(hash);
    }

    public Task<byte[]?> FindAsync(BlobHash hash, CancellationToken cancellationToken) => Task.FromResult(blobs.GetValueOrDefault(hash));

    public Task<bool> ExistsAsync(BlobHash hash, CancellationToken cancellationToken) => Task.FromResult(blobs.ContainsKey(hash));

    public Task DeleteAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        blobs.TryRemove(hash, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<BlobHash> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var hash in blobs.Keys) yield return hash;
    }
}
