using System.Text.Json;

namespace Vitrine.Agents;

/// <summary>One thing that an agent can do. It declares its access check, as endpoints do; the turn has asked it for the author.</summary>
public interface IAgentTool
{
    /// <summary>Its name, in snake_case.</summary>
    string Name { get; }

    /// <summary>What it does and when to use it, for a language model.</summary>
    string Description { get; }

    /// <summary>Whether it changes nothing, so that several such calls can be made at a time.</summary>
    bool IsReadOnly => false;

    /// <summary>Whether its answers hold text that nobody here wrote: names, descriptions, values, files. A language model gets them between marks.</summary>
    bool TellsData => false;

    /// <summary>JSON Schema of its input: an object that allows no members beyond those it names.</summary>
    JsonElement InputSchema { get; }

    /// <summary>Does it. What the agent can mend comes back as an error result or as a <see cref="Primitives.RefusalException"/>, whose sentence becomes one.</summary>
    Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken);
}
