namespace Vitrine.Agents;

/// <summary>
/// What writes the code of apps: a language model with tools, or the built-in composer. It changes files and asks for data through the tools only; what it makes is stored by
/// the turn that called it.
/// </summary>
public interface ICodingAgent
{
    /// <summary>Its name, such as <c>composer</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether what it reads leaves this server. Where it does, the project's data exposure says what the tools tell of the data; an agent that runs in this server alone sees what its
    /// author sees.
    /// </summary>
    bool IsLanguageModel => true;

    /// <summary>
    /// Does the work of one turn, from the start when an earlier attempt was lost. A <see cref="Primitives.RefusalException"/> ends the turn as failed with its sentence; any other
    /// exception is a bug and tried again.
    /// </summary>
    Task<AgentEnding> RunAsync(AgentTask task, ToolBox tools, CancellationToken cancellationToken);
}
