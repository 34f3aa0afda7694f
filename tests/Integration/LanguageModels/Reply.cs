using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vitrine.Integration.LanguageModels;

/// <summary>What a script answers.</summary>
internal sealed record Reply
{
    private static int ids;

    /// <summary>The blocks of the answer, as they stand in a whole message; <c>raw_input</c> of a tool_use is streamed as it is, however broken.</summary>
    public IReadOnlyList<JsonObject> Blocks { get; init; } = [];

    public string? StopReason { get; init; } = "end_turn";

    public int Status { get; init; } = 200;

    public string ErrorType { get; init; } = "";

    public string ErrorMessage { get; init; } = "";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>After so many events the connection breaks (<c>drop</c>), says no more (<c>stall</c>), ends as if that were all (<c>end</c>), an error event comes (<c>error</c>), something comes that is no event (<c>garble</c>), or nothing but pings comes (<c>ping</c>).</summary>
    public (int Events, string How)? Breaks { get; init; }

    /// <summary>What is waited for before it breaks.</summary>
    public Task Heard { get; init; } = Task.CompletedTask;

    /// <summary>Reached before anything is sent.</summary>
    public Func<CancellationToken, Task>? Before { get; init; }

    public static Reply Say(string text) => new() { Blocks = [TextOf(text)] };

    public static Reply Call(params JsonObject[] blocks) => new() { Blocks = blocks, StopReason = "tool_use" };

    public static Reply Refuse(int status, string type, string message, params (string, string)[] headers) => new() { Status = status, ErrorType = type, ErrorMessage = message, Headers = headers };

    public static JsonObject TextOf(string text) => new() { ["type"] = "text", ["text"] = text };

    public static JsonObject Thinking(string text, string signature) => new() { ["type"] = "thinking", ["thinking"] = text, ["signature"] = signature };

    public static JsonObject Redacted(string data) => new() { ["type"] = "redacted_thinking", ["data"] = data };

    public static JsonObject Tool(string name, object input) => new()
    {
        ["type"] = "tool_use",
        ["id"] = $"toolu_{Interlocked.Increment(ref ids):0000}",
        ["name"] = name,
        ["input"] = JsonSerializer.SerializeToNode(input),
    };

    public static JsonObject BrokenTool(string name, string input) => new() { ["type"] = "tool_use", ["id"] = $"toolu_{Interlocked.Increment(ref ids):0000}", ["name"] = name, ["raw_input"] = input };
}
