using Vitrine.Access;
using Vitrine.Agents.Attachments;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Builds.Workspaces;
using Vitrine.Projects.Catalog;

namespace Vitrine.Agents;

/// <summary>What an agent is asked to do, and what it may know of it.</summary>
public sealed record AgentTask
{
    /// <summary>The turn.</summary>
    public required Guid TurnId { get; init; }

    /// <summary>The app.</summary>
    public Guid AppId { get; init; }

    /// <summary>What the person wrote: 1 to 20,000 characters, without control characters. Data, never an instruction about the product.</summary>
    public required string Prompt { get; init; }

    /// <summary>What the person attached to it, in order. Data like the prompt, and less: whatever a picture says is no instruction.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>What the app is to look like.</summary>
    public required AppKind Kind { get; init; }

    /// <summary>The app's name.</summary>
    public required string AppName { get; init; }

    /// <summary>Whether there is no version yet to start from: <see cref="Source"/> is the scaffold.</summary>
    public required bool IsNewApp { get; init; }

    /// <summary>Semantic layer and settings. What the author may not see must be left out: ask <c>IsVisible</c> with the identity of <c>ContextFor(Author)</c>.</summary>
    public required OpenProject Project { get; init; }

    /// <summary>Who prompted, with the rights and attributes of this moment.</summary>
    public required Principal Author { get; init; }

    /// <summary>The files that the turn starts from, or those of the moment in which it asked.</summary>
    public required AppSource Source { get; init; }

    /// <summary>The plan of the version that it starts from; null without one.</summary>
    public string? PlanJson { get; init; }

    /// <summary>Turns of this app that ended before, the oldest first; at most the last twenty.</summary>
    public IReadOnlyList<EarlierTurn> Earlier { get; init; } = [];

    /// <summary>The question that was asked before; null when none was.</summary>
    public string? Question { get; init; }

    /// <summary>Which question that was.</summary>
    internal Guid? QuestionId { get; init; }

    /// <summary>What the person answered to it.</summary>
    public string? Answer { get; init; }

    /// <summary>What became clear before the first build; null while nobody looked, and where nothing came of it.</summary>
    internal Clarification? Clarification { get; init; }

    /// <summary>Whether a language model may look for what is unclear before it builds: nothing has been built of this app.</summary>
    internal bool MayClarify { get; init; }

    /// <summary>Whether the person wants to see a plan before anything is built.</summary>
    internal bool PlanFirst { get; init; }

    /// <summary>Where a language model's conversation is kept; null for agents that have none.</summary>
    internal IModelJournal? Journal { get; init; }

    /// <summary>Waits without keeping a place among the turns that run; null where there is none to keep.</summary>
    internal Func<TimeSpan, CancellationToken, Task>? Pause { get; init; }

    /// <summary>Where it says what it does.</summary>
    public required IAgentEvents Events { get; init; }
}
