using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Vitrine.Storage;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.Storage;

/// <summary>
/// The same against a server that somebody else wrote, where one is named: <c>VITRINE_TEST_S3_ENDPOINT</c>, <c>…_BUCKET</c> (it is emptied), <c>…_ACCESS_KEY</c>, <c>…_SECRET_KEY</c>.
/// </summary>
public sealed class PeerS3Tests : ObjectStoreSpecification, IAsyncLifetime
{
    private S3Settings settings = null!;
    private S3ObjectStore store = null!;
    private AmazonS3Client client = null!;

    internal override IObjectStore Store => store;

    public async ValueTask InitializeAsync()
    {
        static string? Read(string name) => Environment.GetEnvironmentVariable("VITRINE_TEST_S3_" + name);
        Assert.SkipUnless(Read("ENDPOINT") is not null, "VITRINE_TEST_S3_ENDPOINT names no server.");
        settings = new S3Settings
        {
            Endpoint = new Uri(Read("ENDPOINT")!), Bucket = Read("BUCKET") ?? "apps", AccessKey = Read("ACCESS_KEY"), SecretKey = Read("SECRET_KEY"), ForcePathStyle = true,
        };
        store = new S3ObjectStore(settings);
        client = new AmazonS3Client(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), new AmazonS3Config
        {
            ServiceURL = settings.Endpoint.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = settings.Region, RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });
        await foreach (var hash in store.ListAsync(Stop)) await store.DeleteAsync(hash, Stop);
    }

    public ValueTask DisposeAsync()
    {
        store?.Dispose();
        client?.Dispose();
        return ValueTask.CompletedTask;
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

    private static string KeyOf(BlobHash hash) => $"blobs/{hash.Hex[..2]}/{hash.Hex[2..]}";
}
