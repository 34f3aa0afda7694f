using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using OpenAI;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>OpenAI, and every gateway that speaks its chat completions: with an address of one's own, the key may be missing where the gateway needs none.</summary>
internal sealed class OpenAiProvider(IConfiguration? configuration, ModelWatch watch) : ILanguageModelProvider
{
    private const string OwnAddress = "https://api.openai.com/v1";

    private readonly Secret? key = configuration?["OPENAI_API_KEY"] is { Length: > 0 } value ? new Secret(value) : null;

    public string Name => "openai";

    public string KeyVariable => "OPENAI_API_KEY";

    public string AddressVariable => "OPENAI_BASE_URL";

    public string? Missing => key is null && string.IsNullOrEmpty(configuration?[AddressVariable]) ? "OPENAI_API_KEY is not set." : null;

    public IReadOnlyList<Secret> Secrets => key is null ? [] : [key];

    public ModelDialect Dialect { get; } = new();

    public IChatClient Open(LanguageModel model)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(ProviderAddress.Of(configuration, AddressVariable, OwnAddress)),
            Transport = new HttpClientPipelineTransport(watch.Client),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = ModelWatch.LongestAnswer,
        };
        return new OpenAIClient(new ApiKeyCredential(key?.Reveal() ?? "none"), options).GetChatClient(model.Name).AsIChatClient();
    }
}
