namespace Vitrine.Storage;

/// <summary>
/// Blobs by the hash of their content: sources, bundles, screenshots, transcripts. A folder or an S3-compatible bucket. Contents are stored compressed,
/// never overwritten, and checked against their name when they are read.
/// </summary>
public interface IObjectStore
{
    /// <summary>Stores a content and returns its name. Storing it again changes nothing.</summary>
    Task<BlobHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The content, or null when there is none. Refuses (<c>storage.damaged-blob</c>) what does not match its name.</summary>
    Task<byte[]?> FindAsync(BlobHash hash, CancellationToken cancellationToken);

    /// <summary>Whether it is there.</summary>
    Task<bool> ExistsAsync(BlobHash hash, CancellationToken cancellationToken);

    /// <summary>Removes it; removing what is not there is no error.</summary>
    Task DeleteAsync(BlobHash hash, CancellationToken cancellationToken);

    /// <summary>All names, in no promised order.</summary>
    IAsyncEnumerable<BlobHash> ListAsync(CancellationToken cancellationToken);
}
