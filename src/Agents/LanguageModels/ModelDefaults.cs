namespace Vitrine.Agents.LanguageModels;

/// <summary>The models that are known without configuration, with the list prices of the day that stands beside them. The first of a provider is its default.</summary>
internal static class ModelDefaults
{
    private static readonly DateOnly Autumn = new(2026, 11, 1);
    private static readonly DateOnly Spring = new(2026, 3, 1);

    public static IReadOnlyList<LanguageModel> All { get; } =
    [
        Claude("claude-sonnet-5-5", "Claude Sonnet 5.5", "anthropic", 2m, 10m),
        Claude("claude-opus-5-5", "Claude Opus 5.5", "anthropic", 4m, 20m),
        Claude("claude-haiku-4-5", "Claude Haiku 4.5", "anthropic", 1m, 5m) with { ContextWindow = 200_000, Thinks = false },
        Claude("anthropic.claude-sonnet-5-5", "Claude Sonnet 5.5 (Bedrock)", "bedrock", 2m, 10m),
        Claude("anthropic.claude-opus-5-5", "Claude Opus 5.5 (Bedrock)", "bedrock", 4m, 20m),
        new() { Name = "gpt-5.4", Label = "GPT-5.4", Provider = "openai", SeesPictures = true, ContextWindow = 400_000, Prices = new ModelPrices(2.50m, 15m, 2.50m, 0.25m, Spring) },
        new() { Name = "gpt-5.4-mini", Label = "GPT-5.4 mini", Provider = "openai", SeesPictures = true, ContextWindow = 400_000, Prices = new ModelPrices(0.75m, 4.50m, 0.75m, 0.075m, Spring) },
    ];

    // Of all Claude models: a token into the cache for five minutes costs a quarter more, one from it a tenth. The window is that of the model, the context that a turn may fill is a
    // fifth of it: beyond that answers get slow and dear, and no app needs it.
    private static LanguageModel Claude(string name, string label, string provider, decimal input, decimal output) => new()
    {
        Name = name,
        Label = label,
        Provider = provider,
        ContextWindow = 1_000_000,
        Thinks = true,
        SeesPictures = true,
        Prices = new ModelPrices(input, output, input * 1.25m, input * 0.1m, Autumn),
    };
}
