namespace Vitrine.Agents.Clarifying;

/// <summary>Something that only the person can say.</summary>
/// <param name="Question">One sentence, without line breaks and control characters.</param>
/// <param name="Choices">Answers to choose from; empty for any. Another answer than these is an answer too.</param>
public sealed record TurnQuestion(string Question, IReadOnlyList<string> Choices);
