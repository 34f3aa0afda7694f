using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Providers;

namespace Vitrine.Unit.Agents.LanguageModels;

public sealed class LanguageModelTableTests
{
    [Fact]
    public void Without_a_key_there_is_none()
    {
        var table = Table();
        Assert.Equal((0, null), (table.Choices.Count, table.Default));
        Assert.NotEmpty(table.All);
        Assert.Empty(table.Problems);
    }

    [Theory]
    [InlineData("ANTHROPIC_API_KEY", "anthropic")]
    [InlineData("BEDROCK_API_KEY", "bedrock")]
    [InlineData("OPENAI_API_KEY", "openai")]
    [InlineData("OPENAI_BASE_URL", "openai")]
    public void A_key_brings_the_models_of_its_provider(string variable, string provider)
    {
        var table = Table((variable, variable == "OPENAI_BASE_URL" ? "http://localhost:1/v1" : "secret"));
        Assert.NotEmpty(table.Choices);
        Assert.All(table.Choices, model => Assert.Equal(provider, model.Provider));
        Assert.Equal(provider, table.Default!.Provider);
    }

    [Fact]
    public void A_small_model_need_not_be_one_that_people_may_choose()
    {
        var table = Table(("ANTHROPIC_API_KEY", "k"), ("AI_ALLOWED_MODELS", "claude-opus-5-5"), ("AI_SMALL_MODEL", "claude-haiku-4-5"));
        Assert.Equal(("claude-haiku-4-5", 1), (table.Small!.Name, table.Choices.Count));
        Assert.Null(Table(("ANTHROPIC_API_KEY", "k")).Small);
        var wrong = Table(("ANTHROPIC_API_KEY", "k"), ("AI_SMALL_MODEL", "claude-haiku-4-6"));
        Assert.Null(wrong.Small);
        Assert.Contains("Did you mean claude-haiku-4-5", Assert.Single(wrong.Problems), StringComparison.Ordinal);
        Assert.Contains("Set the key", Assert.Single(Table(("ANTHROPIC_API_KEY", "k"), ("AI_SMALL_MODEL", "gpt")).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_administrator_says_which_may_be_chosen_and_which_is_the_default()
    {
        var table = Table(("ANTHROPIC_API_KEY", "k"), ("OPENAI_API_KEY", "k"), ("AI_ALLOWED_MODELS", "gpt-5.4, claude-opus-5-5"), ("AI_DEFAULT_PROVIDER", "openai"));
        Assert.Equal(["claude-opus-5-5", "gpt-5.4"], table.Choices.Select(model => model.Name));
        Assert.Equal("gpt-5.4", table.Default!.Name);
        Assert.Equal("claude-opus-5-5", Table(("ANTHROPIC_API_KEY", "k"), ("AI_DEFAULT_MODEL", "claude-opus-5-5")).Default!.Name);
    }

    [Fact]
    public void What_is_wrong_is_said_and_stops_nothing()
    {
        var table = Table(("ANTHROPIC_API_KEY", "k"), ("AI_ALLOWED_MODELS", "claude-opus-5-4,claude-opus-5-5"), ("AI_DEFAULT_MODEL", "claude-opus-4"), ("AI_DEFAULT_PROVIDER", "antropic"), ("LanguageModels:Models:0:Name", "mystery"));
        Assert.Equal("claude-opus-5-5", table.Default!.Name);
        Assert.Equal(4, table.Problems.Count);
        Assert.Contains(table.Problems, problem => problem.Contains("Did you mean claude-opus-5-5", StringComparison.Ordinal));
    }

    [Fact]
    public void Prices_and_further_models_are_configuration()
    {
        var table = Table(
            ("OPENAI_BASE_URL", "http://localhost:11434/v1"), ("LanguageModels:Models:0:Name", "qwen-coder"), ("LanguageModels:Models:0:Provider", "openai"), ("LanguageModels:Models:0:Input", "0.1"), ("LanguageModels:Models:0:Output", "0.4"),
            ("LanguageModels:Models:1:Name", "gpt-5.4"), ("LanguageModels:Models:1:Output", "12"), ("LanguageModels:Models:1:AsOf", "2026-10-01"));
        var own = table.Choices.Single(model => model.Name == "qwen-coder");
        Assert.Equal((0.1m, 0.4m, 0.1m), (own.Prices.Input, own.Prices.Output, own.Prices.CacheRead));
        var known = table.Choices.Single(model => model.Name == "gpt-5.4");
        Assert.Equal((2.50m, 12m, new DateOnly(2026, 10, 1)), (known.Prices.Input, known.Prices.Output, known.Prices.AsOf));
    }

    [Fact]
    public void A_model_that_reads_little_answers_shortly_and_one_that_cannot_work_is_said()
    {
        var table = Table([("OPENAI_API_KEY", "k"), .. Own(0, "small", "40000"), .. Own(1, "smaller", "16000")]);
        Assert.Equal(10_000, table.All.Single(model => model.Name == "small").MaximumOutput);
        Assert.Contains("smaller has a ContextWindow of 16000 tokens and a MaximumOutput of 4000", Assert.Single(table.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input", "-1")]
    [InlineData("CacheRead", "-0.1")]
    [InlineData("ContextWindow", "0")]
    [InlineData("MaximumOutput", "-5")]
    public void A_line_with_impossible_numbers_is_said_and_left_out(string name, string value)
    {
        var table = Table(("ANTHROPIC_API_KEY", "k"), ("LanguageModels:Models:0:Name", "claude-opus-5-5"), ($"LanguageModels:Models:0:{name}", value));
        Assert.Contains("'claude-opus-5-5'", Assert.Single(table.Problems), StringComparison.Ordinal);
        Assert.Equal((4m, 32_000), (table.All.Single(model => model.Name == "claude-opus-5-5").Prices.Input, table.Default!.MaximumOutput));
    }

    private static (string Name, string Value)[] Own(int at, string name, string window) =>
    [
        ($"LanguageModels:Models:{at}:Name", name), ($"LanguageModels:Models:{at}:Provider", "openai"), ($"LanguageModels:Models:{at}:Input", "0"), ($"LanguageModels:Models:{at}:Output", "0"), ($"LanguageModels:Models:{at}:ContextWindow", window),
    ];

    [Fact]
    public void A_price_counts_each_token_once_and_is_rounded_up()
    {
        var prices = new ModelPrices(2m, 10m, 2.5m, 0.2m, default);
        Assert.Equal(0.0146m, prices.Of(new ModelUsage(1000, 1000, 10_000, 240)));
        Assert.Equal(0.000001m, prices.Of(new ModelUsage(0, 0, 1, 0)));
        Assert.Equal(prices.Of(new ModelUsage(0, 500, 0, 1000)), prices.AtMost(1000, 500));
        Assert.All(ModelDefaults.All, model => Assert.True(model.Prices is { Input: > 0, Output: > 0, CacheRead: > 0, CacheWrite: > 0 } && model.Prices.AsOf > new DateOnly(2025, 1, 1)));
    }

    private static LanguageModelTable Table(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        var own = configuration.GetSection("LanguageModels").Get<LanguageModelSettings>() ?? new LanguageModelSettings();
        var watch = new ModelWatch(own, TimeProvider.System);
        return new LanguageModelTable([new AnthropicProvider(configuration, watch), new BedrockProvider(configuration, watch), new OpenAiProvider(configuration, watch)], own, configuration);
    }
}
