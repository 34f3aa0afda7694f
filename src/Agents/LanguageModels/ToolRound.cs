using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Storage;

namespace Vitrine.Agents.LanguageModels;

/// <summary>Does what an answer wants of tools: those that only read at the same time, the others one after the other, all results in the order of the calls.</summary>
internal sealed class ToolRound(ToolBox tools, IObjectStore objects)
{
    // About 15,000 tokens: a result that is longer says where to read on, or is of no use.
    private const int LongestResult = 48_000;

    /// <summary>The tools.</summary>
    public ToolBox Tools => tools;

    /// <summary>Results, and how the turn ends with them, if it does. The call that asks a person has no result yet.</summary>
    /// <param name="Results">What goes back to the model.</param>
    /// <param name="Ending">How the turn ends; null when it goes on.</param>
    internal sealed record Outcome(IReadOnlyList<ModelPart.Result> Results, AgentEnding? Ending);

    /// <summary>Makes the calls of an answer that have no result yet.</summary>
    public async Task<Outcome> RunAsync(ModelAnswer answer, IReadOnlyList<ModelPart.Result> known, CancellationToken cancellationToken)
    {
        var calls = answer.Message.Calls.Where(call => known.All(result => result.Id != call.Id)).ToList();
        var results = new List<ModelPart.Result>(known);
        for (var at = 0; at < calls.Count;)
        {
            var batch = calls.Skip(at).TakeWhile(IsReadOnly).ToList();
            if (batch.Count == 0) batch = [calls[at]];
            // Each begins on this thread, one after the other, so that counting stays in order.
            var answers = await Task.WhenAll(batch.Select(call => CallAsync(call, IsCut(answer, call), cancellationToken)));
            foreach (var (call, result) in batch.Zip(answers))
            {
                if (result.Ending is AgentEnding.Asking) return new Outcome(results, result.Ending);
                results.Add(await ResultAsync(call, result, cancellationToken));
                if (result.Ending is { } ending) return new Outcome(results, ending);
            }

            at += batch.Count;
        }

        return new Outcome(results, null);
    }

    private bool IsReadOnly(ModelPart.Call call) => call.Flaw is null && Find(call) is { IsReadOnly: true };

    private IAgentTool? Find(ModelPart.Call call) => tools.Tools.FirstOrDefault(tool => tool.Name == call.Tool);

    private static bool IsCut(ModelAnswer answer, ModelPart.Call call) => answer.Finish == ModelFinish.Length && ReferenceEquals(call, answer.Message.Parts[^1]);

    private Task<ToolResult> CallAsync(ModelPart.Call call, bool isCut, CancellationToken cancellationToken)
    {
        if (isCut)
            return Task.FromResult(ToolResult.Error("Your answer was as long as it may be and ended in the middle of this call, so nothing was done. Do it in smaller steps: split a large file into components, or write a part of it and add the rest with edit_file."));
        if (call.Flaw is { } flaw) return Task.FromResult(ToolResult.Error($"The input of this call is no valid JSON, so nothing was done: {flaw} Call it again with a JSON object that fits the tool's schema."));
        return tools.InvokeAsync(call.Tool, call.Input, cancellationToken);
    }

    private async Task<ModelPart.Result> ResultAsync(ModelPart.Call call, ToolResult result, CancellationToken cancellationToken)
    {
        var text = result.Text.Length <= LongestResult ? result.Text : $"{result.Text[..LongestResult]}\n… cut here.";
        text = !result.IsError && Find(call) is { TellsData: true } ? Fence.Around(call.Tool, text) : Fence.Disarm(text);
        var blob = result.Image is { } image ? (await objects.PutAsync(image, cancellationToken)).Hex : null;
        return new ModelPart.Result(call.Id, text, result.IsError, blob);
    }
}
