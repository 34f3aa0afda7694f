using Microsoft.Extensions.AI;
using Vitrine.Agents.LanguageModels.Calls;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>How the messages of a provider differ from what all have in common. This is what all have.</summary>
internal class ModelDialect
{
    /// <summary>Whether the result of a tool can be a picture; else it is shown beside.</summary>
    public virtual bool TakesPicturesInResults => false;

    /// <summary>Sets what the model needs besides the options that all have.</summary>
    public virtual void Prepare(ChatOptions options, LanguageModel model)
    {
    }

    /// <summary>Asks to keep everything up to here for the next call.</summary>
    public virtual void MarkCachePoint(AIContent content)
    {
    }

    /// <summary>Thinking that only the provider can read, as it has to go back; null when it cannot.</summary>
    public virtual AIContent? Hidden(string data) => null;

    /// <summary>The data of such thinking, when this is some.</summary>
    public virtual string? HiddenIn(TextReasoningContent content) => null;

    /// <summary>The tokens that an update tells of: those of the whole call so far. Null when it tells of none.</summary>
    public virtual ModelUsage? UsageOf(ChatResponseUpdate update)
    {
        var usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details;
        if (usage is null) return null;
        var read = usage.CachedInputTokenCount ?? 0;
        return new ModelUsage(Math.Max(0, (usage.InputTokenCount ?? 0) - read), usage.OutputTokenCount ?? 0, read, 0);
    }

    /// <summary>The next piece of a tool's input while it comes, and the tool at its beginning; null when an update has none.</summary>
    public virtual (string? Tool, string Piece)? InputPieceOf(ChatResponseUpdate update) => null;

    /// <summary>What a failure of this provider's SDK means; null when it is nothing of its own.</summary>
    public virtual ModelCallException? Explain(Exception failure) => null;
}
