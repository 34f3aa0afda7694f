using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Agents.LanguageModels.Conversations;

/// <summary>
/// One message of a conversation with a language model, in a form of our own: it is kept for as long as the app, whichever SDK or provider there will be.
/// </summary>
/// <param name="IsAnswer">Whether the model said it; else it was said to the model.</param>
/// <param name="Parts">What it consists of, in order.</param>
internal sealed record ModelMessage(bool IsAnswer, IReadOnlyList<ModelPart> Parts)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What tools it wants to call.</summary>
    [JsonIgnore]
    public IEnumerable<ModelPart.Call> Calls => Parts.OfType<ModelPart.Call>();

    /// <summary>Its text.</summary>
    [JsonIgnore]
    public string Text => string.Join("\n\n", Parts.OfType<ModelPart.Text>().Select(part => part.Value.Trim()).Where(text => text.Length > 0));

    /// <summary>Said to the model.</summary>
    public static ModelMessage Said(params ModelPart[] parts) => new(false, parts);

    /// <summary>Said to the model, in words.</summary>
    public static ModelMessage Said(string text) => Said(new ModelPart.Text(text));

    /// <summary>As it is stored.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Form);

    /// <summary>What was stored.</summary>
    public static ModelMessage Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<ModelMessage>(json, Form) ?? throw new JsonException("A message is empty.");
}
