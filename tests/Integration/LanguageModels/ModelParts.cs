using Microsoft.Extensions.DependencyInjection;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Providers;

namespace Vitrine.Integration.LanguageModels;

/// <summary>Sets up the Anthropic provider for turns, at an address of the test's.</summary>
internal static class ModelParts
{
    /// <summary>The model that is the default then.</summary>
    public const string Model = "claude-sonnet-5-5";

    /// <summary>Without small questions beside the work, for tests of the work.</summary>
    public static LanguageModelSettings OnlyTheWork { get; } = new() { Clarify = false, NameApps = false };

    public static void Add(IServiceCollection services, Uri address, LanguageModelSettings? settings = null)
    {
        settings ??= OnlyTheWork;
        services.AddSingleton(settings);
        services.AddSingleton(provider =>
        {
            var configuration = ModelDesk.Configure(address.ToString(), MessagesServer.Key);
            var watch = provider.GetRequiredService<ModelWatch>();
            return new LanguageModelTable([new AnthropicProvider(configuration, watch), new BedrockProvider(configuration, watch), new OpenAiProvider(configuration, watch)], settings, configuration);
        });
    }
}
