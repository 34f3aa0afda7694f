using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Agents.LanguageModels.Conversations;

/// <summary>A part of a message. A closed set: the records in this one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Thought), "thought")]
[JsonDerivedType(typeof(HiddenThought), "hidden-thought")]
[JsonDerivedType(typeof(Call), "call")]
[JsonDerivedType(typeof(Result), "result")]
[JsonDerivedType(typeof(Picture), "picture")]
internal abstract record ModelPart
{
    private ModelPart()
    {
    }

    /// <summary>Words.</summary>
    internal sealed record Text(string Value) : ModelPart;

    /// <summary>What it thought, with the provider's signature: it goes back as it came, or not at all.</summary>
    internal sealed record Thought(string Value, string? Signature) : ModelPart;

    /// <summary>What it thought, readable for the provider alone.</summary>
    internal sealed record HiddenThought(string Data) : ModelPart;

    /// <summary>A tool is to be called.</summary>
    /// <param name="Id">The call's id, which its result repeats.</param>
    /// <param name="Tool">The tool.</param>
    /// <param name="Input">An object.</param>
    /// <param name="Flaw">What was wrong with its input as it came; null when it could be read.</param>
    internal sealed record Call(string Id, string Tool, JsonElement Input, string? Flaw = null) : ModelPart;

    /// <summary>What a tool answered.</summary>
    /// <param name="Id">The call's id.</param>
    /// <param name="Value">Its text.</param>
    /// <param name="IsError">Whether the model has to do something else first.</param>
    /// <param name="Blob">A PNG in the object store; null without one.</param>
    internal sealed record Result(string Id, string Value, bool IsError = false, string? Blob = null) : ModelPart;

    /// <summary>A picture in the object store.</summary>
    internal sealed record Picture(string Blob, string MediaType) : ModelPart;
}
