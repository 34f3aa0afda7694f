using Anthropic.Bedrock;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>Claude on Amazon Bedrock: with a key of Bedrock's own, or with an access key that signs each request.</summary>
internal sealed class BedrockProvider(IConfiguration? configuration, ModelWatch watch) : ILanguageModelProvider
{
    private readonly Secret? token = Read(configuration, "BEDROCK_API_KEY");
    private readonly string? accessKey = configuration?["BEDROCK_ACCESS_KEY_ID"] is { Length: > 0 } id ? id : null;
    private readonly Secret? secretKey = Read(configuration, "BEDROCK_SECRET_ACCESS_KEY");
    private readonly string region = configuration?["BEDROCK_REGION"] is { Length: > 0 } named ? named : "us-east-1";

    public string Name => "bedrock";

    public string KeyVariable => token is not null ? "BEDROCK_API_KEY" : "BEDROCK_ACCESS_KEY_ID and BEDROCK_SECRET_ACCESS_KEY";

    public string AddressVariable => "BEDROCK_BASE_URL";

    public string? Missing => token is not null || (accessKey is not null && secretKey is not null) ? null : "Neither BEDROCK_API_KEY nor BEDROCK_ACCESS_KEY_ID with BEDROCK_SECRET_ACCESS_KEY is set.";

    public ModelDialect Dialect { get; } = new ClaudeDialect();

    public IChatClient Open(LanguageModel model)
    {
        IAnthropicBedrockCredentials credentials = token is { } bearer
            ? new AnthropicBedrockApiTokenCredentials { BearerToken = bearer.Reveal(), Region = region }
            : new AnthropicBedrockPrivateKeyCredentials { ApiAccessKey = accessKey!, ApiSecret = secretKey!.Reveal(), Region = region };
        var client = new AnthropicBedrockClient(credentials)
        {
            BaseUrl = ProviderAddress.Of(configuration, AddressVariable, $"https://bedrock-runtime.{region}.amazonaws.com"),
            HttpClient = watch.Client,
            MaxRetries = 0,
            Timeout = ModelWatch.LongestAnswer,
        };
        return client.AsIChatClient(model.Name, model.MaximumOutput);
    }

    private static Secret? Read(IConfiguration? configuration, string name) => configuration?[name] is { Length: > 0 } value ? new Secret(value) : null;
}
