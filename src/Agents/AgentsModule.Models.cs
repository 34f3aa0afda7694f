using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Agents.Attachments;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents;

public static partial class AgentsModule
{
    /// <summary>Language models: the providers in their order, the table, and who writes a turn.</summary>
    private static void AddLanguageModels(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetService<IConfiguration>()?.GetSection("LanguageModels").Get<LanguageModelSettings>() ?? new LanguageModelSettings());
        services.AddSingleton(provider => provider.GetService<IConfiguration>()?.GetSection("Turns").Get<TurnSettings>() ?? new TurnSettings());
        services.AddSingleton<ModelWatch>();
        services.AddSingleton<ILanguageModelProvider>(provider => new AnthropicProvider(provider.GetService<IConfiguration>(), provider.GetRequiredService<ModelWatch>()));
        services.AddSingleton<ILanguageModelProvider>(provider => new BedrockProvider(provider.GetService<IConfiguration>(), provider.GetRequiredService<ModelWatch>()));
        services.AddSingleton<ILanguageModelProvider>(provider => new OpenAiProvider(provider.GetService<IConfiguration>(), provider.GetRequiredService<ModelWatch>()));
        services.AddSingleton(provider => new LanguageModelTable(provider.GetServices<ILanguageModelProvider>(), provider.GetRequiredService<LanguageModelSettings>(), provider.GetService<IConfiguration>()));
        services.AddSingleton<ModelClients>();
        services.AddSingleton(provider => new CodingAgents(
            provider.GetRequiredService<ICodingAgent>(), provider.GetRequiredService<LanguageModelTable>(), provider.GetRequiredService<LanguageModelSettings>(), provider.GetRequiredService<ModelClients>(), provider.GetRequiredService<AttachmentKinds>(), provider.GetRequiredService<IObjectStore>()));
        services.AddTransient<IDoctorCheck, LanguageModelsCheck>();
    }
}
