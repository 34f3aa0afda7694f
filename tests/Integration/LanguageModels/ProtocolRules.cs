using System.Text.Json.Nodes;

namespace Vitrine.Integration.LanguageModels;

/// <summary>What the real API refuses with 400: clients that break a rule are found here and not by their users.</summary>
internal static class ProtocolRules
{
    private const int MostCachePoints = 4;

    public static string? Complain(ReceivedRequest request)
    {
        var body = request.Body;
        if (body["max_tokens"] is null) return "max_tokens: Field required";
        if (body["stream"] is not JsonValue stream || !stream.GetValue<bool>()) return "This server only streams.";
        if (request.Messages.Count == 0 || (string)request.Messages[0]["role"]! != "user") return "messages: first message must use the \"user\" role";
        if (Points(body) > MostCachePoints) return $"A maximum of {MostCachePoints} blocks with cache_control may be provided. Found {Points(body)}.";
        if (body["thinking"] is JsonObject thinking && (string?)thinking["type"] is not ("adaptive" or "disabled")) return "thinking.type: Input should be adaptive or disabled";
        if (body["tool_choice"] is JsonObject choice && (string?)choice["type"] is ("tool" or "any") && (string?)body["thinking"]?["type"] == "adaptive") return "Thinking may not be enabled when tool_choice forces tool use.";
        if (body["tool_choice"]?["name"] is { } wanted && !request.Tools.Contains((string)wanted!)) return $"Tool '{wanted}' not found in provided tools";
        var open = new HashSet<string>();
        for (var at = 0; at < request.Messages.Count; at++)
        {
            var message = request.Messages[at];
            var blocks = ReceivedRequest.Blocks(message);
            if (blocks.Count == 0) return $"messages.{at}: all messages must have non-empty content";
            if (blocks.Any(block => (string)block["type"]! == "text" && string.IsNullOrWhiteSpace((string)block["text"]!))) return $"messages.{at}: text content blocks must contain non-whitespace text";
            if ((string)message["role"]! == "assistant")
            {
                if (open.Count > 0) return $"messages.{at - 1}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", open)}";
                foreach (var id in blocks.Where(block => (string)block["type"]! == "tool_use").Select(block => (string)block["id"]!))
                {
                    if (id.Length == 0 || id.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))) return $"messages.{at}.content.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'";
                    if (!open.Add(id)) return $"messages.{at}: `tool_use` ids must be unique";
                }

                if ((string)blocks[^1]["type"]! is "thinking" or "redacted_thinking") return $"messages.{at}: The final block in an assistant message cannot be `thinking`.";
                if (blocks.Any(block => (string)block["type"]! == "thinking" && string.IsNullOrEmpty((string?)block["signature"]))) return $"messages.{at}: thinking.signature: Field required";
                continue;
            }

            // Messages of the user that follow one another are one.
            foreach (var block in blocks.Where(block => (string)block["type"]! == "tool_result"))
            {
                if (!open.Remove((string)block["tool_use_id"]!)) return $"messages.{at}: unexpected `tool_use_id` found in `tool_result` blocks: {block["tool_use_id"]}";
            }

            if (open.Count > 0) return $"messages.{at}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", open)}";
        }

        return (string)request.Messages[^1]["role"]! == "assistant" ? "This model does not support assistant message prefill." : null;
    }

    private static int Points(JsonNode? node) => node switch
    {
        JsonObject members => members.Sum(member => member.Key == "cache_control" && member.Value is not null ? 1 : Points(member.Value)),
        JsonArray items => items.Sum(Points),
        _ => 0,
    };
}
