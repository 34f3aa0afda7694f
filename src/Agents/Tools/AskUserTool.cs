using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents.Turns;

namespace Vitrine.Agents.Tools;

/// <summary>Asks the person who prompted, and ends this run until they answer.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class AskUserTool : IAgentTool
{
    private const int LongestQuestion = 1000;
    private const int LongestChoice = 200;
    private const int MostChoices = 8;

    public string Name => "ask_user";

    public string Description => "Asks the person one question and waits for the answer. Only for what cannot be decided sensibly: prefer to decide, and to say what was decided.";

    public JsonElement InputSchema { get; } = ToolInput.Schema("""
        {"type":"object","properties":{
          "question":{"type":"string"},
          "choices":{"type":"array","maxItems":8,"items":{"type":"string"},"description":"Answers to choose from; any answer when absent."}
        },"required":["question"],"additionalProperties":false}
        """);

    public Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var question = PromptText.Shown(ToolInput.Text(input, "question"));
        var choices = ToolInput.Texts(input, "choices", MostChoices).Select(PromptText.Shown).ToList();
        if (question.Length is 0 or > LongestQuestion) throw ToolInput.Bad($"'question' has 1 to {LongestQuestion} characters.");
        if (choices.Any(choice => choice.Length is 0 or > LongestChoice)) throw ToolInput.Bad($"A choice has 1 to {LongestChoice} characters.");
        return Task.FromResult(new ToolResult("The question was put; the turn goes on with the answer.") { Ending = new AgentEnding.Asking(question, choices) });
    }
}
