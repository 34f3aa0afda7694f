namespace Vitrine.Agents.LanguageModels;

/// <summary>A language model that may write apps: a line of the table that operators configure.</summary>
public sealed record LanguageModel
{
    /// <summary>As its provider calls it, and as a prompt chooses it: <c>claude-sonnet-5-5</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string Label { get; init; }

    /// <summary>Who runs it: <c>anthropic</c>, <c>bedrock</c> or <c>openai</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Tokens that it reads and writes in one call, together.</summary>
    public int ContextWindow { get; init; } = 200_000;

    /// <summary>Tokens that one answer may have. A whole page of an app is about 4,000; what is more is a runaway and costs.</summary>
    public int MaximumOutput { get; init; } = 32_000;

    /// <summary>Whether it is asked to think before it answers. Only models that choose by themselves how long (adaptive thinking) are.</summary>
    public bool Thinks { get; init; }

    /// <summary>Whether it can see pictures: what people attach, and how an app looks. Of a model that nobody here knows, its operator says so.</summary>
    public bool SeesPictures { get; init; }

    /// <summary>What it costs.</summary>
    public required ModelPrices Prices { get; init; }
}
