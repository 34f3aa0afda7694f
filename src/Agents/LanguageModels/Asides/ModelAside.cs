using System.Text.Json;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Asides;

/// <summary>
/// Asks a language model one small thing beside the conversation of a turn, to be answered in a form. It is a help and no more: where it comes to nothing, the work goes on without it. It is asked once, and an
/// answer that was heard is never asked for again; only where a server was killed before the answer came, the next one asks.
/// </summary>
/// <param name="own">The turn's own model.</param>
/// <param name="small">The model for small questions; null for the turn's own.</param>
/// <param name="clients">Make the call.</param>
/// <param name="journal">Keeps it.</param>
/// <param name="account">Who pays.</param>
internal sealed class ModelAside(LanguageModel own, LanguageModel? small, ModelClients clients, IModelJournal journal, ModelAccount account)
{
    // What stands in the way of this call stands in the way of every call of this model: the turn ends with it, before more is done.
    private static readonly string[] OfTheModel = ["model.key-refused", "model.forbidden", "model.no-credit"];

    /// <summary>What was filled in; null when nothing came of it. Refuses where budgets or the switch for language models refuse, or the provider has no place for the turn's own model.</summary>
    public async Task<JsonElement?> AskAsync(AsideQuestion question, CancellationToken cancellationToken)
    {
        if (await journal.HeardAsync(question.Cause, cancellationToken) is { } heard) return heard.Answer is { } known ? Read(known, question) : null;
        var model = small ?? own;
        var request = new ModelRequest
        {
            // Thinking is for the work, and a form that has to be filled in leaves no room for it.
            Model = model with { Thinks = false },
            System = question.System,
            Tools = [question.Form],
            MustCall = true,
            Messages = [ModelMessage.Said([.. question.Shown, new ModelPart.Text(question.Text)])],
            MaximumOutput = Math.Min(question.MaximumOutput, model.MaximumOutput),
            Cause = question.Cause,
        };
        try
        {
            return Read(await clients.OpenAside(model, journal, account).AskAsync(request, new DeafListener(), cancellationToken), question);
        }
        catch (RefusalException refusal) when (refusal.Code.StartsWith("model.", StringComparison.Ordinal) && (small is not null || !OfTheModel.Contains(refusal.Code)))
        {
            // The transcript says what it was.
            return null;
        }
    }

    // A form that was cut is not one.
    private static JsonElement? Read(ModelAnswer answer, AsideQuestion question)
        => answer.Finish == ModelFinish.Length ? null : answer.Message.Calls.FirstOrDefault(call => call.Tool == question.Form.Name && call.Flaw is null)?.Input;
}
