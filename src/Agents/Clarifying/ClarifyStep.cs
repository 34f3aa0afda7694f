using System.Text.Json;
using Vitrine.Agents.Attachments;
using Vitrine.Agents.LanguageModels.Asides;
using Vitrine.Agents.Prompts;
using Vitrine.Agents.Tools;
using Vitrine.Agents.Turns;
using Vitrine.Ledger;

namespace Vitrine.Agents.Clarifying;

/// <summary>Before the first build of an app: has a language model look once for what only the person can say, and for a plan. What it answers is held to its bounds and to the catalog here, and shown as text.</summary>
internal sealed class ClarifyStep(ModelAside aside, AttachmentKinds kinds)
{
    private const int MostQuestions = 4, LongestQuestion = 200, MostChoices = 5, LongestChoice = 80;

    // A plan of a screen has about 800.
    private const int MaximumOutput = 3_000;

    /// <summary>What it fills in.</summary>
    public static AnswerForm Form { get; } = new("before_building", "Says what has to be asked before building, which is mostly nothing, and what will be built.", ToolInput.Schema("""
        {"type":"object","properties":{
          "questions":{"type":"array","maxItems":4,"items":{"type":"object","properties":{
            "question":{"type":"string","maxLength":200},
            "choices":{"type":"array","maxItems":5,"items":{"type":"string","maxLength":80}}
          },"required":["question","choices"],"additionalProperties":false}},
          "plan":{"type":"object","properties":{
            "pages":{"type":"array","maxItems":6,"items":{"type":"object","properties":{
              "title":{"type":"string","maxLength":80},
              "widgets":{"type":"array","maxItems":12,"items":{"type":"object","properties":{
                "title":{"type":"string","maxLength":80},"chart":{"type":"string","maxLength":40},"contract":{"type":"string","description":"The name of one of the contracts."}
              },"required":["title","chart","contract"],"additionalProperties":false}}
            },"required":["title","widgets"],"additionalProperties":false}},
            "contracts":{"type":"array","maxItems":16,"items":{"type":"object","properties":{
              "name":{"type":"string"},"explore":{"type":"string"},
              "dimensions":{"type":"array","maxItems":10,"items":{"type":"string"},"description":"model.field"},
              "metrics":{"type":"array","maxItems":10,"items":{"type":"string"},"description":"model.field"}
            },"required":["name","explore","dimensions","metrics"],"additionalProperties":false}},
            "filters":{"type":"array","maxItems":10,"items":{"type":"string"},"description":"Dimensions, model.field."}
          },"required":["pages","contracts","filters"],"additionalProperties":false}
        },"required":["questions","plan"],"additionalProperties":false}
        """));

    /// <summary>What it found; null when nothing came of it. Refuses where the turn cannot go on either.</summary>
    public async Task<Clarification?> AskAsync(AgentTask task, CancellationToken cancellationToken)
    {
        var question = new AsideQuestion(LedgerCause.Clarify, PromptLibrary.ClarifyFor(task), Opening.OfClarify(task), Form, MaximumOutput) { Shown = Opening.Shown(task, kinds.Show) };
        if (await aside.AskAsync(question, cancellationToken) is not { } input || Read(input) is not { } answer) return null;
        var questions = (answer.Questions ?? []).Select(Clean).OfType<TurnQuestion>().Take(MostQuestions).ToList();
        var (plan, left) = PlanCheck.Fit(PlanForm.Whole(answer.Plan), task.Project.ViewFor(task.Author));
        var hasPlan = plan.Pages.Count + plan.Contracts.Count > 0;
        return new Clarification
        {
            Questions = questions,
            Plan = hasPlan ? plan : null,
            Left = left,
            ShowsPlan = task.PlanFirst && hasPlan,
            IsOpen = questions.Count > 0 || (task.PlanFirst && hasPlan),
        };
    }

    private static TurnQuestion? Clean(TurnQuestion? asked)
    {
        var question = PromptText.Line(asked?.Question, LongestQuestion);
        return question.Length == 0 ? null : new TurnQuestion(question, [.. (asked!.Choices ?? []).Select(choice => PromptText.Line(choice, LongestChoice)).Where(choice => choice.Length > 0).Distinct().Take(MostChoices)]);
    }

    /// <summary>The form as it was filled in; null when it is another one.</summary>
    private static Answer? Read(JsonElement input)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(input, JsonSerializerOptions.Web);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Answer(IReadOnlyList<TurnQuestion?>? Questions, BuildPlan? Plan);
}
