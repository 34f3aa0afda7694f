namespace Vitrine.Agents.Clarifying;

/// <summary>What a person says to a turn that waits.</summary>
public sealed record TurnAnswer
{
    /// <summary>In one's own words: the answer to a question of the work; before the first build, what is to be said to all of it. At most as long as a prompt.</summary>
    public string? Words { get; init; }

    /// <summary>Answers in the order of the questions; null or empty where the model is to guess.</summary>
    public IReadOnlyList<string?> Answers { get; init; } = [];

    /// <summary>The plan as it is to be built; null for the one that was shown.</summary>
    public BuildPlan? Plan { get; init; }

    /// <summary>The question that is answered, see <see cref="Turns.TurnRecord.QuestionId"/>; null for whichever is open.</summary>
    public Guid? QuestionId { get; init; }

    /// <summary>Nothing is answered: it goes on with the best guess, and the plan stays the model's own.</summary>
    public bool IsSkipped { get; init; }
}
