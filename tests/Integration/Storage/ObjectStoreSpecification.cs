using System.Text;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Integration.Storage;

/// <summary>What an object store promises.</summary>
public abstract class ObjectStoreSpecification
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal abstract IObjectStore Store { get; }

    [Fact]
    public async Task What_was_put_is_found_under_its_hash()
    {
        var content = Encoding.UTF8.GetBytes("héllo\0world");
        var hash = await Store.PutAsync(content, Stop);
        Assert.Equal(BlobHash.Of(content), hash);
        Assert.Equal(content, await Store.FindAsync(hash, Stop));
        Assert.True(await Store.ExistsAsync(hash, Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public async Task Any_size_comes_back_as_it_was(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        Assert.Equal(content, await Store.FindAsync(await Store.PutAsync(content, Stop), Stop));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_removing_it_no_error()
    {
        var hash = BlobHash.Of("nothing"u8);
        Assert.Null(await Store.FindAsync(hash, Stop));
        Assert.False(await Store.ExistsAsync(hash, Stop));
        await Store.DeleteAsync(hash, Stop);
    }

    [Fact]
    public async Task Removing_removes_only_that()
    {
        var one = await Store.PutAsync("one"u8.ToArray(), Stop);
        var two = await Store.PutAsync("two"u8.ToArray(), Stop);
        await Store.DeleteAsync(one, Stop);
        Assert.Null(await Store.FindAsync(one, Stop));
        Assert.Equal("two"u8.ToArray(), await Store.FindAsync(two, Stop));
    }

    [Fact]
    public async Task All_names_are_listed()
    {
        var hashes = new List<BlobHash>();
        for (var i = 0; i < 10; i++) hashes.Add(await Store.PutAsync(new[] { (byte)i }, Stop));
        var listed = new List<BlobHash>();
        await foreach (var hash in Store.ListAsync(Stop)) listed.Add(hash);
        Assert.Equal(hashes.Select(hash => hash.Hex).Order(), listed.Select(hash => hash.Hex).Order());
    }

    [Fact]
    public async Task The_same_content_at_the_same_time_is_stored_once()
    {
        var content = Encoding.UTF8.GetBytes(new string('x', 100_000));
        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.PutAsync(content, Stop))));
        Assert.Single(hashes.Distinct());
        Assert.Equal(content, await Store.FindAsync(hashes[0], Stop));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task It_is_stored_compressed()
    {
        var hash = await Store.PutAsync(Encoding.UTF8.GetBytes(new string('x', 100_000)), Stop);
        Assert.InRange((await RawAsync(hash)).Length, 1, 1_000);
    }

    [Theory]
    [InlineData("other content")]
    [InlineData("cut off")]
    [InlineData("no Brotli")]
    [InlineData("empty")]
    public async Task What_does_not_match_its_name_is_refused(string damage)
    {
        var hash = await Store.PutAsync(Encoding.UTF8.GetBytes("a content of some length, as contents are"), Stop);
        var raw = await RawAsync(hash);
        await OverwriteAsync(hash, damage switch
        {
            "other content" => await RawAsync(await Store.PutAsync("other"u8.ToArray(), Stop)),
            "cut off" => raw[..(raw.Length / 2)],
            "no Brotli" => Encoding.UTF8.GetBytes("certainly no Brotli at all"),
            _ => [],
        });
        Assert.Equal("storage.damaged-blob", (await Assert.ThrowsAsync<RefusalException>(() => Store.FindAsync(hash, Stop))).Code);
    }

    [Fact]
    public async Task A_name_that_is_no_hash_reaches_nothing()
        => await Assert.ThrowsAsync<ArgumentException>(() => Store.FindAsync(new BlobHash("../../../../etc/passwd"), Stop));

    /// <summary>The stored bytes, as they lie there.</summary>
    protected abstract Task<byte[]> RawAsync(BlobHash hash);

    protected abstract Task OverwriteAsync(BlobHash hash, byte[] raw);

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var _ in Store.ListAsync(Stop)) count++;
        return count;
    }
}
