using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Anthropic.Bedrock;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>
/// Claude on Amazon Bedrock: with a key of Bedrock's own; with an access key that signs each request, and the session token of a temporary one; or, where a region says that Bedrock is meant and no key is set, with
/// what AWS gives the process: its own variables, a profile, the role of the container or machine. Without that region they are not looked for: they may be there for the object store.
/// </summary>
internal sealed class BedrockProvider(IConfiguration? configuration, ModelWatch watch, Func<Task<ImmutableCredentials>>? given = null) : ILanguageModelProvider
{
    private readonly Secret? token = Read(configuration, "BEDROCK_API_KEY") ?? Read(configuration, "AWS_BEARER_TOKEN_BEDROCK");
    private readonly string? accessKey = configuration?["BEDROCK_ACCESS_KEY_ID"] is { Length: > 0 } id ? id : null;
    private readonly Secret? secretKey = Read(configuration, "BEDROCK_SECRET_ACCESS_KEY");
    private readonly Secret? sessionToken = Read(configuration, "BEDROCK_SESSION_TOKEN");
    private readonly string? region = configuration?["BEDROCK_REGION"] is { Length: > 0 } named ? named : null;

    public string Name => "bedrock";

    public string KeyVariable => token is not null ? "BEDROCK_API_KEY"
        : accessKey is null ? "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the role of this machine"
        : sessionToken is null ? "BEDROCK_ACCESS_KEY_ID and BEDROCK_SECRET_ACCESS_KEY" : "BEDROCK_ACCESS_KEY_ID, BEDROCK_SECRET_ACCESS_KEY and BEDROCK_SESSION_TOKEN";

    public string AddressVariable => "BEDROCK_BASE_URL";

    public string? Missing => token is not null || (accessKey is not null && secretKey is not null) || (accessKey is null && secretKey is null && region is not null)
        ? null
        : "Neither BEDROCK_API_KEY nor BEDROCK_ACCESS_KEY_ID with BEDROCK_SECRET_ACCESS_KEY is set, nor BEDROCK_REGION for the credentials that AWS gives this machine.";

    public IReadOnlyList<Secret> Secrets => [.. new[] { token, secretKey, sessionToken }.OfType<Secret>()];

    public ModelDialect Dialect { get; } = new ClaudeDialect();

    public IChatClient Open(LanguageModel model)
    {
        var place = region ?? "us-east-1";
        var client = new AnthropicBedrockClient(CredentialsFor(place))
        {
            BaseUrl = ProviderAddress.Of(configuration, AddressVariable, $"https://bedrock-runtime.{place}.amazonaws.com"),
            HttpClient = watch.Client,
            MaxRetries = 0,
            Timeout = ModelWatch.LongestAnswer,
        };
        return client.AsIChatClient(model.Name, model.MaximumOutput);
    }

    private IAnthropicBedrockCredentials CredentialsFor(string place) => (token, accessKey, secretKey, sessionToken) switch
    {
        ({ } bearer, _, _, _) => new AnthropicBedrockApiTokenCredentials { BearerToken = bearer.Reveal(), Region = place },
        (_, { } key, { } secret, null) => new AnthropicBedrockPrivateKeyCredentials { ApiAccessKey = key, ApiSecret = secret.Reveal(), Region = place },
        (_, { } key, { } secret, { } session) => new SignedCredentials(place, () => Task.FromResult(new ImmutableCredentials(key, secret.Reveal(), session.Reveal()))),
        _ => new SignedCredentials(place, given ?? AskAwsAsync),
    };

    // The SDK keeps what it finds and renews what expires.
    private static async Task<ImmutableCredentials> AskAwsAsync() => await DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentialsAsync();

    private static Secret? Read(IConfiguration? configuration, string name) => configuration?[name] is { Length: > 0 } value ? new Secret(value) : null;
}
