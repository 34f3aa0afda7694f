using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Unit.Storage;

public sealed class BundleManifestTests
{
    private static readonly BundleEntry App = new("src/App.tsx", BlobHash.Of("app"u8), 3);
    private static readonly BundleEntry Queries = new("src/queries.yml", BlobHash.Of("queries"u8), 7);

    [Fact]
    public void Equal_trees_have_equal_hashes_in_any_order()
        => Assert.Equal(new BundleManifest([App, Queries]).Hash, new BundleManifest([Queries, App]).Hash);

    [Fact]
    public void Another_path_content_or_size_is_another_tree()
        => Assert.Equal(4, new[] { App, App with { Path = "src/app.tsx" }, App with { Blob = Queries.Blob }, App with { Size = 4 } }.Select(entry => new BundleManifest([entry]).Hash).Distinct().Count());

    [Fact]
    public void What_was_written_is_read()
    {
        var manifest = new BundleManifest([Queries, App]);
        Assert.Equal([App, Queries], BundleManifest.FromBytes(manifest.ToBytes()).Entries);
        Assert.Equal("storage.damaged-manifest", Assert.Throws<RefusalException>(() => BundleManifest.FromBytes("{"u8)).Code);
    }
}
