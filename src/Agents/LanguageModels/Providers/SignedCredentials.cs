using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using Anthropic.Bedrock;
using Vitrine.Agents.LanguageModels.Calls;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>
/// Signs requests to Bedrock with an access key and, when there is one, its session token, which the client's own credentials take from nobody. Asked for with each request, since those of a role change while a server runs.
/// </summary>
/// <param name="region">The region that is asked.</param>
/// <param name="ask">The credentials of this moment.</param>
internal sealed class SignedCredentials(string region, Func<Task<ImmutableCredentials>> ask) : IAnthropicBedrockCredentials
{
    private const string Service = "bedrock";

    public string Region => region;

    public async Task Apply(HttpRequestMessage requestMessage)
    {
        ArgumentNullException.ThrowIfNull(requestMessage);
        var credentials = await FindAsync();
        var body = requestMessage.Content is { } content ? await content.ReadAsByteArrayAsync() : [];
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        // In the order of their names, which is part of what is signed.
        List<(string Name, string Value)> headers =
        [
            ("host", requestMessage.Headers.Host ?? requestMessage.RequestUri!.Authority),
            ("x-amz-content-sha256", Convert.ToHexStringLower(SHA256.HashData(body))),
            ("x-amz-date", now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)),
        ];
        if (credentials.UseToken) headers.Add(("x-amz-security-token", credentials.Token));
        foreach (var (name, value) in headers.Skip(1)) requestMessage.Headers.TryAddWithoutValidation(name, value);

        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html: method, path with each of its segments encoded once more, no query, headers, their names, the hash of the body.
        var names = string.Join(';', headers.Select(header => header.Name));
        var path = string.Join('/', requestMessage.RequestUri!.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        var canonical = $"{requestMessage.Method.Method}\n{path}\n\n{string.Concat(headers.Select(header => $"{header.Name}:{header.Value}\n"))}\n{names}\n{headers[1].Value}";
        var signed = AWS4Signer.ComputeSignature(credentials.AccessKey, credentials.SecretKey, region, now, Service, names, canonical);
        requestMessage.Headers.TryAddWithoutValidation("Authorization", signed.ForAuthorizationHeader);
    }

    private async Task<ImmutableCredentials> FindAsync()
    {
        try
        {
            return await ask();
        }
        catch (Exception cause) when (cause is AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            throw new ModelCallException(ModelFailure.Key, $"AWS gives this process no credentials: {cause.Message}", cause: cause);
        }
    }
}
