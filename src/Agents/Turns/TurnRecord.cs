using Vitrine.Agents.Attachments;
using Vitrine.Agents.Clarifying;

namespace Vitrine.Agents.Turns;

/// <summary>A turn as one person sees it: one prompt and the work it causes.</summary>
public sealed record TurnRecord
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>The app's name in addresses.</summary>
    public required string AppSlug { get; init; }

    /// <summary>The app's project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>1, 2, 3 … within the app, in the order of prompting.</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required TurnState State { get; init; }

    /// <summary>What the app is to look like.</summary>
    public required AppKind Kind { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Prompt { get; init; }

    /// <summary>What was attached to it, in order; empty for people whose data differs from that of who prompted.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>Who prompted.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The version that the prompt wants to start from; null for the draft.</summary>
    public int? FromVersion { get; init; }

    /// <summary>Who does it: the name of a language model, or <c>composer</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>The hash of the prompts and tools that a language model was told; null for the composer, and before it began.</summary>
    public string? Prompts { get; init; }

    /// <summary>The version that it made; null while there is none.</summary>
    public int? VersionNumber { get; init; }

    /// <summary>Why it ended so: a stable code, such as <c>draft_moved</c>; null when all is well.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// What was done, or a sentence about the code that a person can act on; null until it ended. People whose data differs from that of who prompted get a sentence that holds none of it.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>The open question; null without one, and for people whose data differs from that of who prompted.</summary>
    public string? Question { get; init; }

    /// <summary>Which question that is: an answer that names it is no answer to another one. Null where <see cref="Question"/> is.</summary>
    public Guid? QuestionId { get; init; }

    /// <summary>Answers to choose from; empty for any.</summary>
    public required IReadOnlyList<string> Choices { get; init; }

    /// <summary>All that is asked, each with its choices: one question of the work, or those before the first build, at most four. Empty where <see cref="Question"/> is null, and where only a plan is shown.</summary>
    public IReadOnlyList<TurnQuestion> Questions { get; init; } = [];

    /// <summary>Whether what is open comes before the first build: all of it is answered at once, or skipped.</summary>
    public bool IsBeforeBuild { get; init; }

    /// <summary>The plan that waits for the person; null without one, and for people whose data differs from that of who prompted.</summary>
    public BuildPlan? Plan { get; init; }

    /// <summary>What was left out of that plan since it is not there, a sentence each.</summary>
    public IReadOnlyList<string> PlanLeft { get; init; } = [];

    /// <summary>How many earlier turns of its app have to end before it begins, while it is queued; 0 when none has, and when it is not queued.</summary>
    public required int Ahead { get; init; }

    /// <summary>How many turns of other apps came before it and run or wait still, while it is queued. Some of them may run beside it; how many do at a time, and for one person and one project, has bounds.</summary>
    public int AheadOfOthers { get; init; }

    /// <summary>What it has cost so far, in US dollars: calls of language models and sandboxes.</summary>
    public required decimal Cost { get; init; }

    /// <summary>How much of that mended mistakes of the tool itself.</summary>
    public required decimal RepairCost { get; init; }

    /// <summary>When it was prompted.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When a worker first took it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Seconds spent in each state so far, by its name in camelCase.</summary>
    public required IReadOnlyDictionary<string, double> StageSeconds { get; init; }

    /// <summary>Whether nothing more will happen.</summary>
    public bool HasEnded => State >= TurnState.Done;
}
