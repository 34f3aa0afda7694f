using System.Runtime.CompilerServices;
using Vitrine.Storage.Database;

namespace Vitrine.Storage.Objects;

/// <summary>
/// Blobs in a folder, as <c>ab/cd…</c>. A file appears under its name only when it is whole: it is written beside it, flushed to the disk and renamed,
/// so that a kill or a full disk leaves at most a file that nobody reads.
/// </summary>
internal sealed class FolderObjectStore(string folder) : IObjectStore
{
    private const string Temporary = ".tmp-";

    public async Task<BlobHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = BlobHash.Of(content.Span);
        var target = PathOf(hash);
        if (File.Exists(target)) return hash;
        var place = Path.GetDirectoryName(target)!;
        var temporary = Path.Combine(place, Temporary + Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(place);
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await stream.WriteAsync(BlobPacking.Pack(content.Span), cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true); // the same name is the same content
            return hash;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            Forget(temporary);
            if (DiskRefusal.TryRead(exception, out var refusal)) throw refusal;
            throw;
        }
    }

    public async Task<byte[]?> FindAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        try
        {
            return BlobPacking.Unpack(await File.ReadAllBytesAsync(PathOf(hash), cancellationToken), hash);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task<bool> ExistsAsync(BlobHash hash, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(hash)));

    public Task DeleteAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(hash));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing there, as asked.
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<BlobHash> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (BlobHash.TryParse(Path.GetFileName(Path.GetDirectoryName(file)) + Path.GetFileName(file), out var hash)) yield return hash;
        }
    }

    private static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed now has a name that nobody reads.
        }
    }

    private string PathOf(BlobHash hash)
        => BlobHash.TryParse(hash.Hex, out _) ? Path.Combine(folder, hash.Hex[..2], hash.Hex[2..]) : throw new ArgumentException("Not a hash.", nameof(hash));
}
