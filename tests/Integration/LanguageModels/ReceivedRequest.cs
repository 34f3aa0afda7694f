using System.Text.Json.Nodes;

namespace Vitrine.Integration.LanguageModels;

/// <summary>A request as it came.</summary>
internal sealed record ReceivedRequest(JsonObject Body)
{
    public string Model => (string)Body["model"]!;

    public IReadOnlyList<JsonObject> Messages => [.. Body["messages"]!.AsArray().Select(message => message!.AsObject())];

    public IReadOnlyList<string> Tools => [.. (Body["tools"]?.AsArray() ?? []).Select(tool => (string)tool!["name"]!)];

    public string SystemText => string.Join('\n', (Body["system"]?.AsArray() ?? []).Select(part => (string)part!["text"]!));

    /// <summary>All blocks of a message.</summary>
    public static IReadOnlyList<JsonObject> Blocks(JsonObject message) => message["content"] is JsonArray blocks ? [.. blocks.Select(block => block!.AsObject())] : [new JsonObject { ["type"] = "text", ["text"] = (string)message["content"]! }];

    /// <summary>Everything that was said to the model since its last answer, as text.</summary>
    public string Last => string.Join('\n', Messages.Reverse().TakeWhile(message => (string)message["role"]! == "user").Reverse().SelectMany(Blocks).Select(Text));

    /// <summary>How many answers it has given since the newest request of a person.</summary>
    public int AnswersSinceRequest => Messages.Reverse().TakeWhile(message => !Blocks(message).Any(block => Text(block).Contains("<request>", StringComparison.Ordinal))).Count(message => (string)message["role"]! == "assistant");

    /// <summary>The newest request of a person.</summary>
    public string Request => Messages.Reverse().SelectMany(Blocks).Select(Text).First(text => text.Contains("<request>", StringComparison.Ordinal));

    public static string Text(JsonObject block) => (string)block["type"]! switch
    {
        "text" => (string)block["text"]!,
        "tool_result" => block["content"] switch
        {
            JsonArray parts => string.Join('\n', parts.Select(part => (string?)part!["text"] ?? $"[{part["type"]}]")),
            JsonValue value => (string)value!,
            _ => "",
        },
        var type => $"[{type}]",
    };
}
