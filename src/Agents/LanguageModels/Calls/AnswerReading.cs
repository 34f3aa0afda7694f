using System.Globalization;
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
    // Deeper than any tool's input; what is kept of it is written inside of other JSON, which has a depth of its own.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 32 };

    private const string Unwritable = "It holds half of a character, or is nested deeper than 32 levels.";

    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new Dictionary<string, string>());

    private readonly List<ModelPart> parts = [];
    private readonly StringBuilder text = new();
    private readonly StringBuilder thought = new();
    private string? signature;
    private long bytes;

    /// <summary>How it ended; null while it has not.</summary>
    public ModelFinish? Finish { get; private set; }

    /// <summary>What it took so far.</summary>
    public ModelUsage Usage { get; private set; } = ModelUsage.None;

    /// <summary>About how many tokens were heard: providers tell only at the end how many they wrote, and an answer that breaks off has none.</summary>
    public long Heard => TokenEstimate.OfBytes(bytes);

    public void Take(ChatResponseUpdate update)
    {
        if (dialect.UsageOf(update) is { } usage) Usage = usage.Counted();
        if (dialect.InputPieceOf(update) is { } input)
        {
            bytes += Encoding.UTF8.GetByteCount(input.Piece);
            listener.Input(input.Tool, input.Piece);
        }

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
                bytes += Encoding.UTF8.GetByteCount(reasoning.Text);
                if (reasoning.Text.Length > 0) listener.Thinking(reasoning.Text);
                if (!string.IsNullOrEmpty(reasoning.ProtectedData)) signature = reasoning.ProtectedData;
                break;
            case TextContent { Text.Length: > 0 } words:
                EndThought();
                text.Append(words.Text);
                bytes += Encoding.UTF8.GetByteCount(words.Text);
                listener.Text(words.Text);
                break;
            case FunctionCallContent call:
                EndText();
                EndThought();
                var (input, flaw) = Input(call);
                parts.Add(new ModelPart.Call(OwnId(call.CallId), call.Name, input, flaw));
                break;
        }
    }

    // Gateways send the same id twice, or none: then no result would belong to one call, and providers refuse the whole conversation from then on.
    private string OwnId(string id)
    {
        if (id.Length == 0) id = "call";
        var own = id;
        for (var more = 2; parts.OfType<ModelPart.Call>().Any(call => call.Id == own); more++) own = string.Create(CultureInfo.InvariantCulture, $"{id}_{more}");
        return own;
    }

    private static (JsonElement Input, string? Flaw) Input(FunctionCallContent call)
    {
        if (call.Exception is { } flaw) return (Nothing, FlawOf(flaw));
        if (call.Arguments is not { } arguments) return (Nothing, null);
        try
        {
            return (JsonSerializer.SerializeToElement(arguments, Plain), null);
        }
        catch (JsonException)
        {
            return (Nothing, Unwritable);
        }
    }

    // A serializer that cannot put a list or a number where an object has to be names its own types, as it does with half of a character; where the text is no JSON at all it says at which character.
    private static string FlawOf(Exception flaw) => flaw.InnerException switch
    {
        JsonException { InnerException: null } => "It is no JSON object.",
        JsonException { InnerException: not JsonException } => Unwritable,
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
