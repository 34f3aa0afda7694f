using System.Globalization;
using System.Text;

namespace Vitrine.Agents.Clarifying;

/// <summary>What is open before the first build in one text, for whoever can show no more: a terminal, an older client.</summary>
internal static class QuestionText
{
    public static string Of(Clarification open)
    {
        var text = new StringBuilder();
        for (var at = 0; at < open.Questions.Count; at++)
        {
            var (question, choices) = open.Questions[at];
            if (open.Questions.Count > 1) text.Append(CultureInfo.InvariantCulture, $"{at + 1}. ");
            text.Append(question);
            // Those of the only one are shown beside it.
            if (open.Questions.Count > 1 && choices.Count > 0) text.Append(CultureInfo.InvariantCulture, $" ({string.Join(", ", choices)})");
            text.Append('\n');
        }

        if (open.ShownPlan is { } plan)
        {
            if (open.Questions.Count > 0) text.Append('\n');
            text.Append("This is the plan. Say what should change, or that it should be built.\n").Append(PlanText.Of(plan));
        }

        return text.ToString().TrimEnd('\n');
    }

    public static IReadOnlyList<string> ChoicesOf(Clarification open) => open.Questions is [var only] ? only.Choices : [];
}
