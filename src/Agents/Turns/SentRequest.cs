using System.Text.Json;

namespace Vitrine.Agents.Turns;

/// <summary>Exactly what was sent in one call, by the hashes of its parts: a conversation grows by a message or two with each call, and no message is stored twice.</summary>
/// <param name="Model">The model.</param>
/// <param name="System">The parts of the system prompt.</param>
/// <param name="Tools">The tools, with descriptions and schemas.</param>
/// <param name="Messages">The messages, in order.</param>
/// <param name="MaximumOutput">Tokens that the answer may have.</param>
internal sealed record SentRequest(string Model, IReadOnlyList<string> System, string Tools, IReadOnlyList<string> Messages, int MaximumOutput)
{
    public static SentRequest Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<SentRequest>(json, JsonSerializerOptions.Web) ?? throw new JsonException("A request is empty.");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);
}
