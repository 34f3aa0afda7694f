using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Builds.Workspaces;
using Vitrine.Ledger;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>
/// Keeps what a turn says to a language model and hears from it, before anybody acts on it: a turn whose server was killed goes on from there and asks for nothing twice, the next turn of the app remembers
/// it, and people can read it.
/// </summary>
internal interface IModelJournal
{
    /// <summary>Where this turn was when its last server left it; null when it has heard nothing yet.</summary>
    Task<ModelRecall?> RecallAsync(CancellationToken cancellationToken);

    /// <summary>What became of the call that this turn made before for that cause, beside its conversation; null when it made none, or when nobody lived to hear its answer.</summary>
    Task<ModelHeard?> HeardAsync(LedgerCause cause, CancellationToken cancellationToken);

    /// <summary>What the last turn of this app said and heard, where this turn's author may know it; empty without one.</summary>
    Task<IReadOnlyList<ModelMessage>> EarlierAsync(CancellationToken cancellationToken);

    /// <summary>A call is about to be made: reserves what it can cost, or refuses. The id that it gets, and how long its answer may be.</summary>
    Task<ModelPermit> BeginAsync(ModelRequest request, CancellationToken cancellationToken);

    /// <summary>It was answered.</summary>
    Task AnswerAsync(ModelAnswer answer, CancellationToken cancellationToken);

    /// <summary>It came to nothing.</summary>
    Task FailAsync(Guid callId, ModelCallException failure, CancellationToken cancellationToken);

    /// <summary>What followed from the answer was done: results of its tools, files as they are now. Again when more results have come.</summary>
    Task SettleAsync(Guid callId, ModelMessage results, AppSource files, ToolMemory memory, CancellationToken cancellationToken);
}
