using Vitrine.Agents;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Builds.Workspaces;
using Vitrine.Ledger;

namespace Vitrine.Integration.Evaluation;

/// <summary>Counts what the calls of one turn took; nobody goes on with it.</summary>
internal sealed class SpentJournal : IModelJournal
{
    /// <summary>Calls, those that came to nothing among them.</summary>
    public int Rounds { get; private set; }

    public ModelUsage Usage { get; private set; } = ModelUsage.None;

    public Task<ModelRecall?> RecallAsync(CancellationToken cancellationToken) => Task.FromResult<ModelRecall?>(null);

    public Task<ModelHeard?> HeardAsync(LedgerCause cause, CancellationToken cancellationToken) => Task.FromResult<ModelHeard?>(null);

    public Task<IReadOnlyList<ModelMessage>> EarlierAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ModelMessage>>([]);

    public Task<ModelPermit> BeginAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        Rounds++;
        return Task.FromResult(new ModelPermit(Guid.CreateVersion7(), request.MaximumOutput));
    }

    public Task AnswerAsync(ModelAnswer answer, CancellationToken cancellationToken) => AddAsync(answer.Usage);

    public Task FailAsync(Guid callId, ModelCallException failure, CancellationToken cancellationToken) => AddAsync(failure.Usage);

    public Task SettleAsync(Guid callId, ModelMessage results, AppSource files, ToolMemory memory, CancellationToken cancellationToken) => Task.CompletedTask;

    private Task AddAsync(ModelUsage usage)
    {
        Usage = new ModelUsage(Usage.Input + usage.Input, Usage.Output + usage.Output, Usage.CacheRead + usage.CacheRead, Usage.CacheWrite + usage.CacheWrite);
        return Task.CompletedTask;
    }
}
