using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Vitrine.Primitives;

namespace Vitrine.Storage.Objects;

/// <summary>
/// Blobs in an S3-compatible bucket, under <c>blobs/</c>. Chunked bodies and optional checksums are off: several servers store the chunk
/// headers inside the object, or refuse them.
/// </summary>
internal sealed class S3ObjectStore : IObjectStore, IDisposable
{
    private const string Prefix = "blobs/";
    private readonly AmazonS3Client client;
    private readonly string bucket;

    public S3ObjectStore(S3Settings settings)
    {
        bucket = settings.Bucket ?? throw new ArgumentException("No bucket.", nameof(settings));
        var configuration = new AmazonS3Config
        {
            AuthenticationRegion = settings.Region,
            ForcePathStyle = settings.ForcePathStyle,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            AllowAutoRedirect = false, // an operator endpoint: no redirects
            Timeout = TimeSpan.FromSeconds(60),
            MaxErrorRetry = 3,
        };
        if (settings.Endpoint is { } endpoint) configuration.ServiceURL = endpoint.AbsoluteUri;
        else configuration.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(settings.Region);
        client = settings is { AccessKey: { } key, SecretKey: { } secret }
            ? new AmazonS3Client(new BasicAWSCredentials(key, secret), configuration)
            : new AmazonS3Client(configuration);
    }

    public async Task<BlobHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = BlobHash.Of(content.Span);
        if (await ExistsAsync(hash, cancellationToken)) return hash;
        using var body = new MemoryStream(BlobPacking.Pack(content.Span));
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = KeyOf(hash),
            InputStream = body,
            AutoCloseStream = false,
            ContentType = "application/octet-stream",
            UseChunkEncoding = false,
        };
        await AskAsync(() => client.PutObjectAsync(request, cancellationToken));
        return hash;
    }

    public async Task<byte[]?> FindAsync(BlobHash hash, CancellationToken cancellationToken)
    {
        var packed = await AskAsync(async () =>
        {
            try
            {
                using var response = await client.GetObjectAsync(bucket, KeyOf(hash), cancellationToken);
                using var content = new MemoryStream();
                await response.ResponseStream.CopyToAsync(content, cancellationToken);
                return content.ToArray();
            }
            catch (AmazonS3Exception exception) when (IsAbsent(exception))
            {
                return null;
            }
        });
        return packed is null ? null : BlobPacking.Unpack(packed, hash);
    }

    public Task<bool> ExistsAsync(BlobHash hash, CancellationToken cancellationToken)
        => AskAsync(async () =>
        {
            try
            {
                await client.GetObjectMetadataAsync(bucket, KeyOf(hash), cancellationToken);
                return true;
            }
            catch (AmazonS3Exception exception) when (IsAbsent(exception))
            {
                return false;
            }
        });

    public Task DeleteAsync(BlobHash hash, CancellationToken cancellationToken)
        => AskAsync(async () =>
        {
            try
            {
                await client.DeleteObjectAsync(bucket, KeyOf(hash), cancellationToken);
            }
            catch (AmazonS3Exception exception) when (IsAbsent(exception))
            {
                // Nothing there, as asked.
            }

            return true;
        });

    public async IAsyncEnumerable<BlobHash> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = Prefix, ContinuationToken = next };
            var page = await AskAsync(() => client.ListObjectsV2Async(request, cancellationToken));
            foreach (var item in page.S3Objects ?? [])
            {
                if (BlobHash.TryParse(item.Key[Prefix.Length..].Replace("/", "", StringComparison.Ordinal), out var hash)) yield return hash;
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    public void Dispose() => client.Dispose();

    private static string KeyOf(BlobHash hash)
        => BlobHash.TryParse(hash.Hex, out _) ? $"{Prefix}{hash.Hex[..2]}/{hash.Hex[2..]}" : throw new ArgumentException("Not a hash.", nameof(hash));

    // A missing bucket is 404 as well, and no absent blob: it must be heard of. HEAD answers carry no code.
    private static bool IsAbsent(AmazonS3Exception exception) => exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode != "NoSuchBucket";

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception exception)
        {
            throw new RefusalException(
                "storage.s3-refused",
                $"The object store refused a request ({(int)exception.StatusCode} {exception.ErrorCode}). Check the bucket, the keys and the S3 variables; vitrine doctor names them.",
                RefusalKind.Unavailable);
        }
        catch (Exception exception) when (exception is AmazonClientException or HttpRequestException)
        {
            throw new RefusalException(
                "storage.s3-unreachable", "The object store does not answer. Check S3_ENDPOINT and the network; vitrine doctor looks at both.", RefusalKind.Unavailable);
        }
    }
}
