using System.Text.Json;

namespace Vitrine.Agents.Clarifying;

/// <summary>What became clear before the first build of an app: what a language model asked and planned when it first looked, and what the person said to that. Kept with the turn.</summary>
public sealed record Clarification
{
    /// <summary>What was asked; at most four.</summary>
    public IReadOnlyList<TurnQuestion> Questions { get; init; } = [];

    /// <summary>The plan, as the person left it; null without one.</summary>
    public BuildPlan? Plan { get; init; }

    /// <summary>What the model planned that this person has not: a sentence each.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Whether the person asked to see the plan; else it is the model's alone.</summary>
    public bool ShowsPlan { get; init; }

    /// <summary>Whether the turn waits for the person.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether the person looked at the plan and wants it built.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Answers in the order of the questions; null, or missing at the end, where none was given.</summary>
    public IReadOnlyList<string?> Answers { get; init; } = [];

    /// <summary>What the person said besides; null for nothing.</summary>
    public string? Words { get; init; }

    /// <summary>The plan that the person is to look at; null for none.</summary>
    internal BuildPlan? ShownPlan => ShowsPlan ? Plan : null;

    internal static Clarification? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<Clarification>(json, JsonSerializerOptions.Web);

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>What was answered to a question, when something was.</summary>
    internal string? AnswerTo(int question) => question < Answers.Count ? Answers[question] : null;
}
