using Vitrine.Browser.Product;
using Vitrine.Integration.LanguageModels;

namespace Vitrine.Browser.LanguageModels;

/// <summary>The product with nothing set for its language model but key and address, which are those of the loopback server.</summary>
public sealed class ModelServer : DemoServer
{
    internal MessagesServer Messages { get; private set; } = null!;

    protected override async Task<IReadOnlyDictionary<string, string>> VariablesAsync()
    {
        Messages = await MessagesServer.StartAsync(ShopScript.Answer);
        return new Dictionary<string, string> { ["ANTHROPIC_API_KEY"] = MessagesServer.Key, ["ANTHROPIC_BASE_URL"] = Messages.Address.ToString() };
    }

    protected override ValueTask EndedAsync() => Messages.DisposeAsync();
}
