using System.Text.Json;

namespace Vitrine.Agents;

/// <summary>What a language model is told of something that it can call: a tool, or a form that it is to answer in.</summary>
public interface IToolForm
{
    /// <summary>Its name, in snake_case.</summary>
    string Name { get; }

    /// <summary>What it does and when to use it, for a language model.</summary>
    string Description { get; }

    /// <summary>JSON Schema of its input: an object that allows no members beyond those it names.</summary>
    JsonElement InputSchema { get; }
}
