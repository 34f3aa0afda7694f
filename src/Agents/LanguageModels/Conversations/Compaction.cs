using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vitrine.Agents.LanguageModels.Conversations;

/// <summary>
/// Makes a conversation shorter without asking anybody: what tools answered long ago and what was written into files is left out first, since both can be read again; then whole turns, from the
/// oldest on. Prompts, what the model said of them and which tools it called stay as long as there is room.
/// </summary>
internal static class Compaction
{
    private const int KeptOfResult = 200;
    private const int KeptOfInput = 120;

    /// <summary>The conversation in at most about so many tokens; the newest messages stay as they are while there is room for them at all.</summary>
    /// <param name="messages">The conversation: it begins with what a person said, and results follow their calls.</param>
    /// <param name="most">Tokens that it is to have.</param>
    /// <param name="bound">Tokens that it may have: above them, what was answered just now is cut too, and what a person attached goes.</param>
    public static IReadOnlyList<ModelMessage> Shorten(IReadOnlyList<ModelMessage> messages, long most, long bound) => Shorten(messages, most, bound, 6);

    private static IReadOnlyList<ModelMessage> Shorten(IReadOnlyList<ModelMessage> messages, long most, long bound, int recent)
    {
        if (TokenEstimate.Of(messages) <= most) return messages;
        var kept = Math.Max(0, messages.Count - recent);
        // Results at the edge belong to the call before them, which may stay short; a thought goes back whole or not at all.
        List<ModelMessage> shorter = [.. messages.Take(kept).Select(Shorten), .. messages.Skip(kept)];
        while (TokenEstimate.Of(shorter) > most && NextTurn(shorter) is { } next) shorter.RemoveRange(0, next);
        if (TokenEstimate.Of(shorter) <= most) return shorter;
        if (recent > 2) return Shorten(shorter, most, bound, recent - 2);
        if (TokenEstimate.Of(shorter) > bound) CutNewest(shorter, bound);
        // What a person attached is part of what they ask for, and goes last of all.
        return TokenEstimate.Of(shorter) <= bound ? shorter : [.. shorter.Select(WithoutPictures)];
    }

    // Several files that were read at once can be too much together. The longest are halved until there is room: a model can read the rest in parts, and could not go on at all otherwise.
    private static void CutNewest(List<ModelMessage> messages, long bound)
    {
        var newest = messages[^1];
        for (var longest = newest.Parts.OfType<ModelPart.Result>().Select(result => result.Value.Length).DefaultIfEmpty().Max() / 2; longest > KeptOfResult && TokenEstimate.Of(messages) > bound; longest /= 2)
            messages[^1] = newest with { Parts = [.. newest.Parts.Select(part => part is ModelPart.Result result ? result with { Value = Cut(result.Value, longest) } : part)] };
    }

    /// <summary>The conversation as another turn remembers it: nothing of what tools answered or of what was thought, in at most about so many tokens.</summary>
    public static IReadOnlyList<ModelMessage> Remember(IReadOnlyList<ModelMessage> messages, long most)
    {
        List<ModelMessage> remembered = [.. messages.Select(message => Shorten(WithoutPictures(message)))];
        while (TokenEstimate.Of(remembered) > most && NextTurn(remembered) is { } next) remembered.RemoveRange(0, next);
        return TokenEstimate.Of(remembered) > most ? [] : remembered;
    }

    // Where the second of its turns begins: at words that follow no open call.
    private static int? NextTurn(List<ModelMessage> messages)
    {
        for (var at = 1; at < messages.Count; at++)
        {
            if (!messages[at].IsAnswer && messages[at].Parts.All(part => part is ModelPart.Text or ModelPart.Picture) && !messages[at - 1].Calls.Any()) return at;
        }

        return null;
    }

    private static ModelMessage WithoutPictures(ModelMessage message)
        => message.Parts.OfType<ModelPart.Picture>().Any() ? message with { Parts = [.. message.Parts.Select(part => part is ModelPart.Picture ? new ModelPart.Text("(A picture was here.)") : part)] } : message;

    private static ModelMessage Shorten(ModelMessage message)
    {
        var parts = message.Parts.Where(part => part is not (ModelPart.Thought or ModelPart.HiddenThought)).Select(Shorten).ToList();
        return new ModelMessage(message.IsAnswer, parts.Count > 0 ? parts : [new ModelPart.Text("…")]);
    }

    private static ModelPart Shorten(ModelPart part) => part switch
    {
        ModelPart.Result result => new ModelPart.Result(result.Id, Cut(result.Value, KeptOfResult), result.IsError),
        ModelPart.Call call => call with { Input = Shorten(call.Input) },
        _ => part,
    };

    private static JsonElement Shorten(JsonElement input)
    {
        if (input.GetRawText().Length <= KeptOfInput * 2) return input;
        var node = JsonNode.Parse(input.GetRawText())!;
        Shorten(node);
        return JsonSerializer.SerializeToElement(node);
    }

    private static void Shorten(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue text && text.TryGetValue<string>(out var words)) members[name] = Cut(words, KeptOfInput);
                    else if (value is not null) Shorten(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>()) Shorten(item);
                break;
        }
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var kept = text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
        return Fence.Close($"{kept}… ({text.Length - most} more characters were left out to save room)", kept.Length);
    }
}
