using Vitrine.Storage;

namespace Vitrine.Integration.Agents;

/// <summary>A store at which work can be stopped, before a blob is written.</summary>
internal sealed class StoppingStore(IObjectStore store, Func<string, CancellationToken, Task> reached) : IObjectStore
{
    public async Task<BlobHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await reached("put", cancellationToken);
        return await store.PutAsync(content, cancellationToken);
    }

    public Task<byte[]?> FindAsync(BlobHash hash, CancellationToken cancellationToken) => store.FindAsync(hash, cancellationToken);

    public Task<bool> ExistsAsync(BlobHash hash, CancellationToken cancellationToken) => store.ExistsAsync(hash, cancellationToken);

    public Task DeleteAsync(BlobHash hash, CancellationToken cancellationToken) => store.DeleteAsync(hash, cancellationToken);

    public IAsyncEnumerable<BlobHash> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);
}
