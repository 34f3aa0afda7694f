using Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>Claude through Anthropic's own API, or a gateway that speaks it.</summary>
internal sealed class AnthropicProvider(IConfiguration? configuration, ModelWatch watch) : ILanguageModelProvider
{
    private const string OwnAddress = "https://api.anthropic.com";

    private readonly Secret? key = configuration?["ANTHROPIC_API_KEY"] is { Length: > 0 } value ? new Secret(value) : null;

    public string Name => "anthropic";

    public string KeyVariable => "ANTHROPIC_API_KEY";

    public string AddressVariable => "ANTHROPIC_BASE_URL";

    public string? Missing => key is null ? "ANTHROPIC_API_KEY is not set." : null;

    public IReadOnlyList<Secret> Secrets => key is null ? [] : [key];

    public ModelDialect Dialect { get; } = new ClaudeDialect();

    public IChatClient Open(LanguageModel model)
    {
        // Everything is set, or the SDK would read the environment of the process by itself.
        var client = new AnthropicClient
        {
            ApiKey = key!.Reveal(),
            AuthToken = null,
            BaseUrl = ProviderAddress.Of(configuration, AddressVariable, OwnAddress),
            HttpClient = watch.Client,
            MaxRetries = 0,
            Timeout = ModelWatch.LongestAnswer,
        };
        return client.AsIChatClient(model.Name, model.MaximumOutput);
    }
}
