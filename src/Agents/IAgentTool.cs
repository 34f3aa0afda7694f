using System.Text.Json;

namespace Vitrine.Agents;

/// <summary>One thing that an agent can do. It declares its access check, as endpoints do; the turn has asked it for the author.</summary>
public interface IAgentTool : IToolForm
{
    /// <summary>Whether it changes nothing, so that several such calls can be made at a time.</summary>
    bool IsReadOnly => false;

    /// <summary>Whether its answers hold text that nobody here wrote: names, descriptions, values, files. A language model gets them between marks.</summary>
    bool TellsData => false;

    /// <summary>Does it. What the agent can mend comes back as an error result or as a <see cref="Primitives.RefusalException"/>, whose sentence becomes one.</summary>
    Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken);
}
