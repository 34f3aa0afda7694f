using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.LanguageModels.Providers;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>Puts an answer together while its pieces come.</summary>
internal sealed class AnswerReading(ModelDialect dialect, IModelListener listener)
{
    // As it came: the SDK's own options would write it over many lines.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new Dictionary<string, string>());

    private readonly List<ModelPart> parts = [];
    private readonly StringBuilder text = new();
    private readonly StringBuilder thought = new();
    private string? signature;

    /// <summary>How it ended; null while it has not.</summary>
    public ModelFinish? Finish { get; private set; }

    /// <summary>What it took so far.</summary>
    public ModelUsage Usage { get; private set; } = ModelUsage.None;

    public void Take(ChatResponseUpdate update)
    {
        if (dialect.UsageOf(update) is { } usage) Usage = usage;
        if (dialect.InputPieceOf(update) is { } input) listener.Input(input.Tool, input.Piece);
        foreach (var content in update.Contents) Take(content);
        if (update.FinishReason is { } reason) Finish = Read(reason);
    }

    /// <summary>The whole of it.</summary>
    public ModelMessage Message()
    {
        EndText();
        EndThought();
        return new ModelMessage(true, [.. parts]);
    }

    private void Take(AIContent content)
    {
        switch (content)
        {
            case TextReasoningContent reasoning when dialect.HiddenIn(reasoning) is { } hidden:
                EndText();
                EndThought();
                parts.Add(new ModelPart.HiddenThought(hidden));
                break;
            case TextReasoningContent reasoning:
                EndText();
                // A signature is the end of its block; the next one has its own.
                if (signature is not null) EndThought();
                thought.Append(reasoning.Text);
                if (reasoning.Text.Length > 0) listener.Thinking(reasoning.Text);
                if (!string.IsNullOrEmpty(reasoning.ProtectedData)) signature = reasoning.ProtectedData;
                break;
            case TextContent { Text.Length: > 0 } words:
                EndThought();
                text.Append(words.Text);
                listener.Text(words.Text);
                break;
            case FunctionCallContent call:
                EndText();
                EndThought();
                parts.Add(new ModelPart.Call(call.CallId, call.Name, Input(call), call.Exception is { } flaw ? FlawOf(flaw) : null));
                break;
        }
    }

    private static JsonElement Input(FunctionCallContent call)
        => call is { Exception: null, Arguments: { } arguments } ? JsonSerializer.SerializeToElement(arguments, Plain) : Nothing;

    // A serializer that cannot put a list or a number where an object has to be names its own types; where the text is no JSON at all it says at which character.
    private static string FlawOf(Exception flaw) => flaw.InnerException switch
    {
        JsonException { InnerException: null } => "It is no JSON object.",
        var cause => (cause ?? flaw).Message,
    };

    private void EndText()
    {
        if (text.Length > 0) parts.Add(new ModelPart.Text(text.ToString()));
        text.Clear();
    }

    private void EndThought()
    {
        if (thought.Length > 0 || signature is not null) parts.Add(new ModelPart.Thought(thought.ToString(), signature));
        thought.Clear();
        signature = null;
    }

    private static ModelFinish Read(ChatFinishReason reason)
        => reason == ChatFinishReason.Stop ? ModelFinish.Stop
            : reason == ChatFinishReason.ToolCalls ? ModelFinish.Tools
            : reason == ChatFinishReason.Length ? ModelFinish.Length
            : reason == ChatFinishReason.ContentFilter ? ModelFinish.Refusal
            : ModelFinish.Pause;
}
