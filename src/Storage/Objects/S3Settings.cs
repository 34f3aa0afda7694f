using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;

namespace Vitrine.Storage.Objects;

/// <summary>The S3 variables as operators of Lightdash know them. No bucket means the local folder.</summary>
internal sealed record S3Settings
{
    public string? Bucket { get; init; }

    public Uri? Endpoint { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>Null with an instance role.</summary>
    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public bool ForcePathStyle { get; init; }

    public static S3Settings From(IConfiguration configuration)
    {
        string? Read(string name) => configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        var endpoint = Read("S3_ENDPOINT") is { } address
            ? Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new RefusalException("storage.s3-endpoint", "S3_ENDPOINT is not an http or https address. Correct it.")
            : null;
        return new S3Settings
        {
            Bucket = Read("APPS_S3_BUCKET") ?? Read("S3_BUCKET"),
            Endpoint = endpoint,
            Region = Read("S3_REGION") ?? "us-east-1",
            AccessKey = Read("S3_ACCESS_KEY"),
            SecretKey = Read("S3_SECRET_KEY"),
            ForcePathStyle = Read("S3_FORCE_PATH_STYLE") is { } style ? style is "true" or "1" or "True" : endpoint is not null,
        };
    }
}
