using Vitrine.Agents.Turns;
using Vitrine.Primitives;

namespace Vitrine.Agents.Clarifying;

/// <summary>Takes what a person says, as far as it fits what is open.</summary>
internal static class ClarifyAnswer
{
    private const string Guess = "Decide that yourself, as you think best.";

    /// <summary>What is clear with this answer, or a refusal.</summary>
    /// <param name="open">What was asked.</param>
    /// <param name="answer">What is said to it.</param>
    /// <param name="plan">The plan that came with it, checked; null for none.</param>
    public static Clarification To(Clarification open, TurnAnswer answer, BuildPlan? plan)
    {
        if (answer.IsSkipped) return open with { IsOpen = false };
        if (answer.Answers.Count > open.Questions.Count) throw new RefusalException("turns.bad-answer", $"There {(open.Questions.Count == 1 ? "is one question" : $"are {open.Questions.Count} questions")}, and more answers. Give them in the order of the questions, null where there is none.");
        if (plan is not null && open.ShownPlan is null) throw new RefusalException("turns.bad-answer", "No plan was shown that could be changed. Say it in words, or answer the questions.");
        var answers = answer.Answers.Select(one => string.IsNullOrWhiteSpace(one) ? null : PromptText.Clean(one)).ToList();
        var words = string.IsNullOrWhiteSpace(answer.Words) ? null : PromptText.Clean(answer.Words);
        // Whoever only looks at a plan and sends it has said yes to it; to a question, that is no answer.
        if (words is null && plan is null && answers.All(one => one is null)) throw new RefusalException("turns.prompt-empty", "The answer is empty. Say something to it, or skip it.");
        return open with { IsOpen = false, Answers = answers, Words = words, Plan = plan ?? open.Plan, IsConfirmed = open.ShownPlan is not null };
    }

    /// <summary>The answer to a question of the work, or a refusal.</summary>
    public static string ToQuestion(TurnAnswer answer)
    {
        if (answer.Plan is not null || answer.Answers.Count > 1) throw new RefusalException("turns.bad-answer", "There is one question, and no plan. Send 'answer'.");
        return answer.IsSkipped ? Guess : PromptText.Clean(answer.Answers is [{ } only] ? only : answer.Words);
    }

    /// <summary>What was said, as the conversation shows it.</summary>
    public static string Tell(Clarification closed)
    {
        List<string> said = [.. closed.Questions.Select((question, at) => closed.AnswerTo(at) is { } answer ? closed.Questions.Count == 1 ? answer : $"{question.Question} {answer}" : null).OfType<string>()];
        if (closed.Words is { } words) said.Add(words);
        return said.Count > 0 ? string.Join('\n', said) : closed.IsConfirmed ? "Build this." : "Build it with your best guess.";
    }
}
