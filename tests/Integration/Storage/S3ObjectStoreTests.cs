using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;
using Vitrine.Storage;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.Storage;

public sealed class S3ObjectStoreTests : ObjectStoreSpecification, IAsyncLifetime
{
    private LoopbackS3 server = null!;
    private S3ObjectStore store = null!;

    internal override IObjectStore Store => store;

    public async ValueTask InitializeAsync()
    {
        server = await LoopbackS3.StartAsync();
        store = new S3ObjectStore(Settings());
    }

    public async ValueTask DisposeAsync()
    {
        store.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_not_taken_for_an_absent_blob()
    {
        using var stranger = new S3ObjectStore(Settings() with { SecretKey = "wrong" });
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stranger.FindAsync(BlobHash.Of("x"u8), Stop));
        Assert.Equal(("storage.s3-refused", RefusalKind.Unavailable), (refusal.Code, refusal.Kind));
        Assert.DoesNotContain("wrong", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_refused_and_not_taken_for_an_absent_blob()
    {
        using var lost = new S3ObjectStore(Settings() with { Bucket = "other" });
        Assert.Equal("storage.s3-refused", (await Assert.ThrowsAsync<RefusalException>(() => lost.FindAsync(BlobHash.Of("x"u8), Stop))).Code);
        Assert.Equal("storage.s3-refused", (await Assert.ThrowsAsync<RefusalException>(() => lost.PutAsync("x"u8.ToArray(), Stop))).Code);
    }

    [Fact]
    public async Task The_doctor_says_what_is_wrong()
    {
        Assert.Equal(DoctorStatus.Fine, (await LookAsync(store)).Status);
        using var stranger = new S3ObjectStore(Settings() with { SecretKey = "wrong" });
        var finding = await LookAsync(stranger);
        Assert.Equal(DoctorStatus.Broken, finding.Status);
        Assert.Contains("S3_SECRET_KEY", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variables_are_those_that_operators_know()
    {
        var both = Read(("APPS_S3_BUCKET", "apps"), ("S3_BUCKET", "all"), ("S3_ENDPOINT", "http://minio:9000"), ("S3_ACCESS_KEY", "a"), ("S3_SECRET_KEY", "b"), ("S3_REGION", "eu-1"));
        Assert.Equal(("apps", true, "eu-1", "a", "b"), (both.Bucket, both.ForcePathStyle, both.Region, both.AccessKey, both.SecretKey));
        Assert.Equal("all", Read(("S3_BUCKET", "all")).Bucket);
        Assert.False(Read(("S3_BUCKET", "all")).ForcePathStyle);
        Assert.False(Read(("S3_BUCKET", "all"), ("S3_ENDPOINT", "https://s3.example"), ("S3_FORCE_PATH_STYLE", "false")).ForcePathStyle);
        Assert.Null(Read(("APPS_S3_BUCKET", " ")).Bucket);
        Assert.Equal("storage.s3-endpoint", Assert.Throws<RefusalException>(() => Read(("S3_ENDPOINT", "minio"))).Code);
    }

    protected override Task<byte[]> RawAsync(BlobHash hash) => Task.FromResult(server.Objects[KeyOf(hash)]);

    protected override Task OverwriteAsync(BlobHash hash, byte[] raw)
    {
        server.Objects[KeyOf(hash)] = raw;
        return Task.CompletedTask;
    }

    private static string KeyOf(BlobHash hash) => $"blobs/{hash.Hex[..2]}/{hash.Hex[2..]}";

    private static S3Settings Read(params (string Name, string Value)[] variables)
        => S3Settings.From(new ConfigurationBuilder().AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value))).Build());

    private async Task<DoctorFinding> LookAsync(IObjectStore looked)
    {
        await foreach (var finding in new ObjectStoreCheck(looked, Settings(), new DataFolder("/nowhere")).CheckAsync(Stop)) return finding;
        throw new InvalidOperationException("No finding.");
    }

    private S3Settings Settings() => new() { Bucket = LoopbackS3.Bucket, Endpoint = server.Address, AccessKey = LoopbackS3.AccessKey, SecretKey = LoopbackS3.SecretKey, ForcePathStyle = true };
}
