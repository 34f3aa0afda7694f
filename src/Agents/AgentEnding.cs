using Vitrine.Agents.Clarifying;
using Vitrine.Builds;

namespace Vitrine.Agents;

/// <summary>How an agent's work ended. A closed set: the records in this one.</summary>
public abstract record AgentEnding
{
    private AgentEnding()
    {
    }

    /// <summary>The app is made, and this is what the gates say of the files as they are. Only a full check that did not fail becomes a version that can be used.</summary>
    /// <param name="Summary">What was done, for the person who prompted.</param>
    /// <param name="PlanJson">The plan it was made from, to be stored with the version; null without one.</param>
    /// <param name="Outcome">The last full check.</param>
    /// <param name="Name">What the app is to be called from now on; null to leave its name.</param>
    public sealed record Finished(string Summary, string? PlanJson, CheckOutcome Outcome, string? Name = null) : AgentEnding;

    /// <summary>The data for this is not there; no version is made.</summary>
    /// <param name="Message">Says so, and what could be made instead.</param>
    public sealed record Declined(string Message) : AgentEnding;

    /// <summary>The person has to say something first. The files are kept as they are, and the agent runs again with the answer.</summary>
    /// <param name="Question">One question.</param>
    /// <param name="Choices">Answers to choose from; empty for any.</param>
    public sealed record Asking(string Question, IReadOnlyList<string> Choices) : AgentEnding
    {
        /// <summary>The call of a language model that asks, by which its answer finds back to it; null for agents that make none.</summary>
        internal Guid? CallId { get; init; }
    }

    /// <summary>Before anything was built, the person has to say something, or wants to see the plan. The agent runs again with what they say.</summary>
    /// <param name="Clarification">What is open.</param>
    public sealed record Clarifying(Clarification Clarification) : AgentEnding;

    /// <summary>It could not be done. Changed files become a failed version, which another prompt can continue.</summary>
    /// <param name="Code">Stable, such as <c>turns.repairs-spent</c>.</param>
    /// <param name="Message">What stands in the way, and what the person can do.</param>
    public sealed record GaveUp(string Code, string Message) : AgentEnding;
}
