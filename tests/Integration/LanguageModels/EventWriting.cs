using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Integration.LanguageModels;

/// <summary>Writes a reply as server-sent events, in the documented order: message_start, for each block its start, deltas and stop, message_delta, message_stop; pings in between.</summary>
internal sealed class EventWriting(HttpContext http, Reply reply, ToldUsage usage, string model, Action<ToldUsage> tell)
{
    private const int Piece = 24;
    private static int ids;

    private int written;

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (reply.Before is { } before) await before(cancellationToken);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        foreach (var (name, data) in Events())
        {
            if (reply.Breaks is { } breaks && written == breaks.Events)
            {
                await reply.Heard.WaitAsync(cancellationToken);
                await BreakAsync(breaks.How, cancellationToken);
                return;
            }

            if (name == "message_start") tell(usage with { Output = 1 });
            if (name == "message_delta") tell(usage);
            await SendAsync(name, data, cancellationToken);
        }
    }

    private async Task BreakAsync(string how, CancellationToken cancellationToken)
    {
        switch (how)
        {
            case "drop":
                http.Abort();
                return;
            case "end":
                return;
            case "error":
                await SendAsync("error", new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = "overloaded_error", ["message"] = "Overloaded" } }, cancellationToken);
                return;
            case "garble":
                await http.Response.WriteAsync("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":\n\n", cancellationToken);
                return;
            case "stall":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return;
            case "ping":
                while (true)
                {
                    await SendAsync("ping", new JsonObject { ["type"] = "ping" }, cancellationToken);
                    await Task.Delay(20, cancellationToken);
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(how));
        }
    }

    private async Task SendAsync(string name, JsonObject data, CancellationToken cancellationToken)
    {
        written++;
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: {data.ToJsonString()}\n\n"), cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }

    private IEnumerable<(string Name, JsonObject Data)> Events()
    {
        yield return ("message_start", new JsonObject
        {
            ["type"] = "message_start",
            ["message"] = new JsonObject
            {
                ["id"] = $"msg_{Interlocked.Increment(ref ids):0000}",
                ["type"] = "message",
                ["role"] = "assistant",
                ["model"] = model,
                ["content"] = new JsonArray(),
                ["stop_reason"] = null,
                ["stop_sequence"] = null,
                ["usage"] = new JsonObject { ["input_tokens"] = usage.Input, ["cache_creation_input_tokens"] = usage.CacheWrite, ["cache_read_input_tokens"] = usage.CacheRead, ["output_tokens"] = 1 },
            },
        });
        for (var at = 0; at < reply.Blocks.Count; at++)
        {
            var block = reply.Blocks[at];
            yield return ("content_block_start", new JsonObject { ["type"] = "content_block_start", ["index"] = at, ["content_block"] = Start(block) });
            if (at == 0) yield return ("ping", new JsonObject { ["type"] = "ping" });
            foreach (var delta in Deltas(block)) yield return ("content_block_delta", new JsonObject { ["type"] = "content_block_delta", ["index"] = at, ["delta"] = delta });
            yield return ("content_block_stop", new JsonObject { ["type"] = "content_block_stop", ["index"] = at });
        }

        yield return ("message_delta", new JsonObject
        {
            ["type"] = "message_delta",
            ["delta"] = new JsonObject { ["stop_reason"] = reply.StopReason, ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = usage.Output },
        });
        yield return ("message_stop", new JsonObject { ["type"] = "message_stop" });
    }

    private static JsonObject Start(JsonObject block) => (string)block["type"]! switch
    {
        "text" => new JsonObject { ["type"] = "text", ["text"] = "" },
        "thinking" => new JsonObject { ["type"] = "thinking", ["thinking"] = "", ["signature"] = "" },
        "redacted_thinking" => new JsonObject { ["type"] = "redacted_thinking", ["data"] = (string)block["data"]! },
        "tool_use" => new JsonObject { ["type"] = "tool_use", ["id"] = (string)block["id"]!, ["name"] = (string)block["name"]!, ["input"] = new JsonObject() },
        _ => throw new InvalidOperationException("An answer has no such block."),
    };

    private static IEnumerable<JsonObject> Deltas(JsonObject block) => (string)block["type"]! switch
    {
        "text" => Pieces((string)block["text"]!).Select(piece => new JsonObject { ["type"] = "text_delta", ["text"] = piece }),
        "thinking" => Pieces((string)block["thinking"]!).Select(piece => new JsonObject { ["type"] = "thinking_delta", ["thinking"] = piece })
            .Append(new JsonObject { ["type"] = "signature_delta", ["signature"] = (string)block["signature"]! }),
        "redacted_thinking" => [],
        // The first piece of an input is empty, as it is there.
        _ => Pieces((string?)block["raw_input"] ?? block["input"]!.ToJsonString()).Prepend("").Select(piece => new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece }),
    };

    private static IEnumerable<string> Pieces(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(Piece, text.Length - at);
            if (char.IsHighSurrogate(text[at + length - 1]) && at + length < text.Length) length++;
            yield return text.Substring(at, length);
            at += length;
        }
    }
}
