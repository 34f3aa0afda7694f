using Vitrine.Agents.Attachments;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.Prompts;
using Vitrine.Ledger;

namespace Vitrine.Agents.LanguageModels;

/// <summary>The loop of one turn: ask, do what the answer wants, give back what came of it; from where another server left it, if one did.</summary>
internal sealed class ModelTurn(ModelTalk talk, ToolRound round, IModelJournal journal, AgentTask task, AttachmentKinds kinds, LanguageModelSettings settings)
{
    // A model that only talks, or whose answers are cut, is reminded; more often is no oversight.
    private const int MostReminders = 3;

    // Of what a conversation may have, as much is left to what earlier turns said.
    private const int ShareOfEarlier = 4;

    private int reminders;

    public async Task<AgentEnding> RunAsync(CancellationToken cancellationToken)
    {
        if (await BeginAsync(cancellationToken) is { } ended) return ended;
        while (true)
        {
            var answer = await talk.AskAsync(round.Tools.Tools, cancellationToken);
            await TellAsync(answer.Message, cancellationToken);
            if (await FollowAsync(answer, [], cancellationToken) is { } ending) return ending;
        }
    }

    /// <summary>Says what the turn is about, or goes on with what was heard already.</summary>
    private async Task<AgentEnding?> BeginAsync(CancellationToken cancellationToken)
    {
        if (await journal.RecallAsync(cancellationToken) is not { } recall)
        {
            var earlier = Compaction.Remember(await journal.EarlierAsync(cancellationToken), settings.Conversation / ShareOfEarlier);
            talk.Add([.. earlier, Opening.Of(task, isFollowUp: earlier.Count > 0, kinds.Show)]);
            return null;
        }

        round.Tools.Resume(recall.Files, recall.Memory);
        talk.Add([.. recall.Messages, recall.Answer.Message]);
        List<ModelPart.Result> known = [.. recall.Results?.Parts.OfType<ModelPart.Result>() ?? []];
        return await FollowAsync(recall.Answer, WithAnswer(recall, known), cancellationToken);
    }

    // The call that asked gets what the person answered; what the model wanted after it was never done. A server that was killed before its question was put leaves the answer to the question before it: that
    // is no answer to this one, which is put again.
    private List<ModelPart.Result> WithAnswer(ModelRecall recall, List<ModelPart.Result> known)
    {
        if (recall.Results is null || task.QuestionId != recall.CallId || task.Answer is not { } said) return known;
        var open = recall.Answer.Message.Calls.Where(call => known.All(result => result.Id != call.Id)).ToList();
        if (open.FindIndex(call => call.Tool == "ask_user") is var asked and >= 0)
        {
            known.AddRange(open.Select((call, at) => at == asked
                ? new ModelPart.Result(call.Id, $"The person answered:\n<answer>\n{Fence.Disarm(said)}\n</answer>")
                : new ModelPart.Result(call.Id, "Not done, since the person was asked first. Call it again if it is still wanted.", IsError: true)));
        }

        return known;
    }

    /// <summary>Does what an answer wants; null when the next one is to be asked for.</summary>
    private async Task<AgentEnding?> FollowAsync(ModelAnswer answer, IReadOnlyList<ModelPart.Result> known, CancellationToken cancellationToken)
    {
        if (answer.Finish == ModelFinish.Refusal)
            return new AgentEnding.GaveUp("model.refused", $"{talk.Model.Label} does not want to go on with this. Put the prompt differently, or choose another model.");
        if (!answer.Message.Calls.Any()) return await RemindAsync(answer, cancellationToken);
        reminders = answer.Finish == ModelFinish.Length ? reminders + 1 : 0;
        if (reminders > MostReminders) return TooLong();
        var outcome = await round.RunAsync(answer, known, cancellationToken);
        // What a finish began that did not pass the gates is a repair until the turn ends, also after a question or on another server.
        if (round.Tools.Memory.Repairs > 0) talk.Cause = LedgerCause.Repair;
        // What ends the turn is done again where this server dies before it is stored; so its last answer stays unsettled. A question is no end.
        if (outcome.Ending is not (null or AgentEnding.Asking)) return outcome.Ending;
        var results = new ModelMessage(false, [.. outcome.Results]);
        await journal.SettleAsync(answer.CallId, results, round.Tools.Source, round.Tools.Memory, cancellationToken);
        if (outcome.Ending is null) talk.Add(results);
        return outcome.Ending is AgentEnding.Asking asking ? asking with { CallId = answer.CallId } : outcome.Ending;
    }

    private async Task<AgentEnding?> RemindAsync(ModelAnswer answer, CancellationToken cancellationToken)
    {
        if (++reminders > MostReminders)
            return answer.Finish == ModelFinish.Length ? TooLong() : new AgentEnding.GaveUp("model.unfinished", $"{talk.Model.Label} stopped before the app was done. Send the prompt again, or say how to go on.");
        var reminder = ModelMessage.Said(answer.Finish switch
        {
            ModelFinish.Length => "Your answer was as long as it may be and was cut. Go on in smaller steps, with tools.",
            ModelFinish.Pause => "Go on.",
            _ => "You stopped without ending the turn. Go on with tools; call finish when the app is done, ask_user where only the person can decide, decline where the data is not there.",
        });
        await journal.SettleAsync(answer.CallId, reminder, round.Tools.Source, round.Tools.Memory, cancellationToken);
        talk.Add(reminder);
        return null;
    }

    private AgentEnding.GaveUp TooLong()
        => new("model.answers-too-long", $"{talk.Model.Label} wanted to write more at a time than {talk.Model.MaximumOutput} tokens, again and again. Ask for less at a time.");

    private async Task TellAsync(ModelMessage message, CancellationToken cancellationToken)
    {
        foreach (var part in message.Parts)
        {
            if (part is ModelPart.Thought { Value: { } thought }) await task.Events.ThoughtAsync(thought, cancellationToken);
            else if (part is ModelPart.Text { Value: { } text }) await task.Events.TextAsync(text, cancellationToken);
        }

        task.Events.Pass(new PassingWord(PassingKind.Over, ""));
    }
}
