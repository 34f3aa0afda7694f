using Vitrine.Agents.Clarifying;

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

    /// <summary>What a language model thought before it did something, as far as its provider tells.</summary>
    Task ThoughtAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A model's words and the files that it is about to write, while they come: people who look see them, nothing is kept. Whole texts follow by <see cref="TextAsync"/>.</summary>
    void Pass(PassingWord word)
    {
    }

    /// <summary>Something outside has to be waited for.</summary>
    /// <param name="reason">What, in a few words, such as <c>Claude has too much to do (529)</c>.</param>
    /// <param name="wait">How long.</param>
    /// <param name="attempt">1 for the first wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task WaitAsync(string reason, TimeSpan wait, int attempt, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What a language model saw and planned before it builds; kept with the turn, and told once.</summary>
    Task ClarifiedAsync(Clarification clarification, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The plan that the app is made from.</summary>
    /// <param name="planJson">A JSON object, in the form of the agent that made it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PlanAsync(string planJson, CancellationToken cancellationToken);
}
