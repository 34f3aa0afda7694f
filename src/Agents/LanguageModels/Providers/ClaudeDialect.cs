using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using Vitrine.Agents.LanguageModels.Calls;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>Messages of Claude models, at whoever runs them: pictures in results, cache points, thinking with its signature, and events that tell more than updates do.</summary>
internal sealed class ClaudeDialect : ModelDialect
{
    public override bool TakesPicturesInResults => true;

    public override void Prepare(ChatOptions options, LanguageModel model)
    {
        // Adaptive: the model chooses how long. Without a summary asked for, its thinking would come empty.
        if (model.Thinks) options.Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Medium, Output = ReasoningOutput.Summary };
    }

    public override void MarkCachePoint(AIContent content) => content.WithCacheControl(Ttl.Ttl5m);

    public override AIContent? Hidden(string data) => new TextReasoningContent("") { RawRepresentation = (ContentBlockParam)new RedactedThinkingBlockParam { Data = data } };

    public override string? HiddenIn(TextReasoningContent content) => content.RawRepresentation is RedactedThinkingBlock hidden ? hidden.Data : null;

    public override ModelUsage? UsageOf(ChatResponseUpdate update)
    {
        // Told at the very start, so that a call that is dropped later is booked for what it read.
        if (update.RawRepresentation is RawMessageStreamEvent { Value: RawMessageStartEvent { Message.Usage: { } start } })
            return new ModelUsage(start.InputTokens, start.OutputTokens, start.CacheReadInputTokens ?? 0, start.CacheCreationInputTokens ?? 0);
        var usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details;
        if (usage is null) return null;
        var read = usage.CachedInputTokenCount ?? 0;
        var written = usage.AdditionalCounts is { } more && more.TryGetValue(nameof(Usage.CacheCreationInputTokens), out var count) ? count : 0;
        return new ModelUsage(Math.Max(0, (usage.InputTokenCount ?? 0) - read - written), usage.OutputTokenCount ?? 0, read, written);
    }

    public override (string? Tool, string Piece)? InputPieceOf(ChatResponseUpdate update) => update.RawRepresentation is not RawMessageStreamEvent message ? null : message.Value switch
    {
        RawContentBlockStartEvent { ContentBlock.Value: ToolUseBlock tool } => (tool.Name, ""),
        RawContentBlockDeltaEvent { Delta.Value: InputJsonDelta piece } => (null, piece.PartialJson),
        _ => null,
    };

    public override ModelCallException? Explain(Exception failure)
        => failure is AnthropicSseException told ? ModelCallException.OfError(null, told.Message, null) : null;
}
