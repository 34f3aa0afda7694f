using Amazon.S3;
using Amazon.S3.Model;
using Vitrine.Primitives;
using Vitrine.Storage;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.Storage;

/// <summary>
/// The same against a server that somebody else wrote: Swift, which the run starts, or the one that is named: <c>VITRINE_TEST_S3_ENDPOINT</c>, <c>…_BUCKET</c> (it is emptied),
/// <c>…_ACCESS_KEY</c>, <c>…_SECRET_KEY</c>.
/// </summary>
public sealed class PeerS3Tests(SwiftServer swift) : ObjectStoreSpecification, IAsyncLifetime
{
    private S3Settings settings = null!;
    private S3ObjectStore store = null!;
    private AmazonS3Client client = null!;

    internal override IObjectStore Store => store;

    public async ValueTask InitializeAsync()
    {
        settings = Named() ?? await swift.NewBucketAsync(Stop);
        store = new S3ObjectStore(settings);
        client = SwiftServer.ClientOf(settings);
        await foreach (var hash in store.ListAsync(Stop)) await store.DeleteAsync(hash, Stop);
    }

    public ValueTask DisposeAsync()
    {
        store?.Dispose();
        client?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_not_taken_for_an_absent_blob()
    {
        using var stranger = new S3ObjectStore(settings with { SecretKey = "wrong" });
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stranger.FindAsync(BlobHash.Of("x"u8), Stop));
        Assert.Equal(("storage.s3-refused", RefusalKind.Unavailable), (refusal.Code, refusal.Kind));
    }

    protected override async Task<byte[]> RawAsync(BlobHash hash)
    {
        using var response = await client.GetObjectAsync(settings.Bucket, KeyOf(hash), Stop);
        using var content = new MemoryStream();
        await response.ResponseStream.CopyToAsync(content, Stop);
        return content.ToArray();
    }

    protected override async Task OverwriteAsync(BlobHash hash, byte[] raw)
    {
        using var body = new MemoryStream(raw);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = settings.Bucket, Key = KeyOf(hash), InputStream = body, UseChunkEncoding = false }, Stop);
    }

    private static S3Settings? Named()
    {
        static string? Read(string name) => Environment.GetEnvironmentVariable("VITRINE_TEST_S3_" + name);
        return Read("ENDPOINT") is { } endpoint
            ? new S3Settings { Endpoint = new Uri(endpoint), Bucket = Read("BUCKET") ?? "apps", AccessKey = Read("ACCESS_KEY"), SecretKey = Read("SECRET_KEY"), ForcePathStyle = true }
            : null;
    }

    private static string KeyOf(BlobHash hash) => $"blobs/{hash.Hex[..2]}/{hash.Hex[2..]}";
}
