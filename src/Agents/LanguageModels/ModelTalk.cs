using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Ledger;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels;

/// <summary>What is said in a turn, and what is answered. It keeps the conversation short enough to be sent.</summary>
internal sealed class ModelTalk(LanguageModel model, IModelClient client, LanguageModelSettings settings, IReadOnlyList<string> system, IAgentEvents events)
{
    // Compacting a little each time would send everything anew each time, since no cached beginning would fit.
    private const double LeftAfterCompacting = 0.5;

    private readonly List<ModelMessage> messages = [];

    /// <summary>The model.</summary>
    public LanguageModel Model => model;

    /// <summary>Why it is asked from now on.</summary>
    public LedgerCause Cause { get; set; }

    public void Add(params IEnumerable<ModelMessage> said) => messages.AddRange(said);

    /// <summary>Asks for the next answer and adds it to what was said. A conversation that is too long for the model is compacted and sent once more.</summary>
    public async Task<ModelAnswer> AskAsync(IReadOnlyList<IAgentTool> tools, CancellationToken cancellationToken)
    {
        var most = Math.Min(settings.Conversation, model.ContextWindow - model.MaximumOutput - system.Sum(TokenEstimate.Of) - tools.Sum(TokenEstimate.Of));
        if (TokenEstimate.Of(messages) > most) Compact((long)(most * LeftAfterCompacting), most);
        ModelAnswer answer;
        try
        {
            answer = await SendAsync(tools, cancellationToken);
        }
        catch (RefusalException refusal) when (refusal.Code == TranslatingClient.TooLong && Compact(TokenEstimate.Of(messages) / 2))
        {
            answer = await SendAsync(tools, cancellationToken);
        }

        messages.Add(answer.Message);
        return answer;
    }

    private async Task<ModelAnswer> SendAsync(IReadOnlyList<IAgentTool> tools, CancellationToken cancellationToken)
    {
        var request = new ModelRequest { Model = model, System = system, Tools = tools, Messages = [.. messages], MaximumOutput = model.MaximumOutput, Cause = Cause };
        var listener = new PassingListener(model, events);
        try
        {
            return await client.AskAsync(request, listener, cancellationToken);
        }
        catch
        {
            listener.End();
            throw;
        }
    }

    private bool Compact(long most, long? bound = null)
    {
        var shorter = Compaction.Shorten(messages, most, bound ?? most);
        if (ReferenceEquals(shorter, messages) || TokenEstimate.Of(shorter) >= TokenEstimate.Of(messages)) return false;
        List<ModelMessage> kept = [.. shorter];
        messages.Clear();
        messages.AddRange(kept);
        return true;
    }
}
