using Vitrine.Primitives;
using Vitrine.Storage;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.Storage;

public sealed class FolderObjectStoreTests : ObjectStoreSpecification, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-blobs-").FullName;

    internal override IObjectStore Store => new FolderObjectStore(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_a_kill_leaves_half_written_is_neither_listed_nor_found()
    {
        var hash = BlobHash.Of("content"u8);
        var place = Directory.CreateDirectory(Path.Combine(folder, hash.Hex[..2])).FullName;
        await File.WriteAllTextAsync(Path.Combine(place, ".tmp-half"), "half", Stop);
        await foreach (var name in Store.ListAsync(Stop)) Assert.Fail($"{name} is listed.");
        Assert.Null(await Store.FindAsync(hash, Stop));
        Assert.Equal(hash, await Store.PutAsync("content"u8.ToArray(), Stop));
    }

    [Fact]
    public async Task A_put_that_fails_leaves_nothing_behind()
    {
        // A file where the folder of the blob should be.
        var hash = BlobHash.Of("content"u8);
        await File.WriteAllTextAsync(Path.Combine(folder, hash.Hex[..2]), "in the way", Stop);
        Assert.NotNull(await Record.ExceptionAsync(() => Store.PutAsync("content"u8.ToArray(), Stop)));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Nothing_stays_beside_a_finished_blob()
    {
        await Store.PutAsync("content"u8.ToArray(), Stop);
        Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_data_folder_that_cannot_be_made_is_refused_by_name()
    {
        var file = Path.Combine(folder, "a-file");
        File.WriteAllText(file, "");
        var refusal = Assert.Throws<RefusalException>(() => new DataFolder(Path.Combine(file, "data")).Prepare());
        Assert.Equal(("storage.unwritable", RefusalKind.Unavailable), (refusal.Code, refusal.Kind));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("VITRINE_DATA", refusal.Message, StringComparison.Ordinal);
    }

    protected override Task<byte[]> RawAsync(BlobHash hash) => File.ReadAllBytesAsync(PathOf(hash), Stop);

    protected override Task OverwriteAsync(BlobHash hash, byte[] raw) => File.WriteAllBytesAsync(PathOf(hash), raw, Stop);

    private string PathOf(BlobHash hash) => Path.Combine(folder, hash.Hex[..2], hash.Hex[2..]);
}
