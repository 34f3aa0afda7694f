namespace Vitrine.Agents;

/// <summary>
/// What an agent says while it works; people watch it live, and it is kept. Written files, gates and screenshots are told by the tools
/// themselves.
/// </summary>
public interface IAgentEvents
{
    /// <summary>A sentence or more for the person who prompted: what is understood, what is assumed, what is not possible.</summary>
    Task TextAsync(string text, CancellationToken cancellationToken);

    /// <summary>What is begun now, in a few words, such as <c>Choosing fields</c>.</summary>
    Task StepAsync(string label, CancellationToken cancellationToken);

    /// <summary>The plan that the app is made from.</summary>
    /// <param name="planJson">A JSON object, in the form of the agent that made it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PlanAsync(string planJson, CancellationToken cancellationToken);
}
