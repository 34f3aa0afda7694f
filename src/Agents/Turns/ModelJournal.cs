using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.Spending;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>The journal of one claim of a turn's job. Rows are written under its fencing number; blobs before them, so that a row never names what is not there.</summary>
internal sealed class ModelJournal(
    TurnBook book, JobContext job, TurnRow turn, DataExposure exposure, IDbContextFactory<VitrineDatabase> databases, ConversationStore store, SourceStore sources, BudgetBook budgets, SandboxMoney sandboxes, TurnSettings limits, LanguageModelSettings models) : IModelJournal
{
    // What is asked beside a conversation is no part of it.
    private static readonly LedgerCause[] Conversation = [LedgerCause.User, LedgerCause.Repair];

    private AppSource? stored;
    private string? storedHash;

    /// <summary>Whether the turn has ended already, so that nothing is told in it any more.</summary>
    public bool IsAfterEnd { get; init; }

    public async Task<ModelRecall?> RecallAsync(CancellationToken cancellationToken)
    {
        await LoseAsync(cancellationToken);
        await using var database = await databases.OpenAsync(turn.OrganizationId, cancellationToken);
        var rows = await database.Set<ModelCallRow>().AsNoTracking().Where(row => row.TurnId == turn.Id && row.Answer != null && Conversation.Contains(row.Cause)).OrderBy(row => row.Number).ToListAsync(cancellationToken);
        // What was said when a model could see more of the data than now is not said again: the turn begins anew, from the files as they are.
        if (rows.Count == 0 || rows.Any(row => row.Exposure > (int)exposure)) return null;
        var last = rows[^1];
        var settled = rows.LastOrDefault(row => row.Files is not null);
        var files = settled is null ? null : await sources.FindAsync(new BlobHash(settled.Files!), cancellationToken)
            ?? throw new RefusalException("turns.source-lost", "The files of this turn are gone from the object store. Send the prompt again.", RefusalKind.Unavailable);
        return new ModelRecall(
            last.Id,
            await store.MessagesAsync((await store.RequestAsync(last.Request, cancellationToken)).Messages, cancellationToken),
            new ModelAnswer(await store.MessageAsync(last.Answer!, cancellationToken), (ModelFinish)last.Finish!.Value, UsageOf(last)) { CallId = last.Id },
            last.Results is { } results ? await store.MessageAsync(results, cancellationToken) : null,
            files,
            settled?.Memory is { } memory ? JsonSerializer.Deserialize<ToolMemory>(memory, JsonSerializerOptions.Web)! : ToolMemory.None);
    }

    public async Task<ModelHeard?> HeardAsync(LedgerCause cause, CancellationToken cancellationToken)
    {
        await LoseAsync(cancellationToken);
        await using var database = await databases.OpenAsync(turn.OrganizationId, cancellationToken);
        var last = await database.Set<ModelCallRow>().AsNoTracking().Where(row => row.TurnId == turn.Id && row.Cause == cause).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        if (last is null or { State: ModelCallState.Lost }) return null;
        return new ModelHeard(last.Answer is { } said ? new ModelAnswer(await store.MessageAsync(said, cancellationToken), (ModelFinish)last.Finish!.Value, UsageOf(last)) { CallId = last.Id } : null);
    }

    public async Task<IReadOnlyList<ModelMessage>> EarlierAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(turn.OrganizationId, cancellationToken);
        // Not what was said to somebody who sees other data, and nothing from when a model could see more of the data than now.
        var last = await (
            from other in database.Set<TurnRow>()
            join call in database.Set<ModelCallRow>() on other.Id equals call.TurnId
            where other.AppId == turn.AppId && other.Number < turn.Number && call.Answer != null && Conversation.Contains(call.Cause)
            orderby other.Number descending, call.Number descending
            select new { other.Fingerprint, Call = call }).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        if (last is null || last.Fingerprint != turn.Fingerprint || last.Call.Exposure > (int)exposure) return [];
        var request = await store.RequestAsync(last.Call.Request, cancellationToken);
        List<ModelMessage> messages = [.. await store.MessagesAsync(request.Messages, cancellationToken), await store.MessageAsync(last.Call.Answer!, cancellationToken)];
        var results = last.Call.Results is { } hash ? (await store.MessageAsync(hash, cancellationToken)).Parts : [];
        // The call that ended a turn has no result, and a conversation may not be gone on with without one.
        var open = messages[^1].Calls.Where(call => results.OfType<ModelPart.Result>().All(result => result.Id != call.Id)).Select(call => new ModelPart.Result(call.Id, "The turn ended here."));
        List<ModelPart> closed = [.. results, .. open];
        return closed.Count == 0 ? messages : [.. messages, new ModelMessage(false, closed)];
    }

    public async Task<ModelPermit> BeginAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var (id, input, sent) = (book.NewId(), request.InputAtMost, await store.PutAsync(request, cancellationToken));
        var output = 0;
        // The reservation and the call are one transaction: a server that is killed leaves both or neither.
        await ChangeAsync(async (database, _) =>
        {
            output = await budgets.ReserveCallAsync(database, DemandOf(id, request, input), cancellationToken);
            database.Add(new ModelCallRow
            {
                Id = id,
                OrganizationId = turn.OrganizationId,
                TurnId = turn.Id,
                Number = 1 + (await database.Set<ModelCallRow>().Where(row => row.TurnId == turn.Id).MaxAsync(row => (int?)row.Number, cancellationToken) ?? 0),
                Model = request.Model.Name,
                Cause = request.Cause,
                Started = book.Now,
                Request = output == request.MaximumOutput ? sent : await store.PutAsync(request with { MaximumOutput = output }, cancellationToken),
                InputAtMost = input,
                MaximumOutput = output,
                Exposure = (int)exposure,
            });
        }, cancellationToken);
        return new ModelPermit(id, output);
    }

    public async Task AnswerAsync(ModelAnswer answer, CancellationToken cancellationToken)
    {
        var said = await store.PutAsync(answer.Message, cancellationToken);
        await ChangeAsync(async (database, row) =>
        {
            var call = await FindAsync(database, answer.CallId, cancellationToken);
            (call.State, call.Ended, call.Answer, call.Finish) = (ModelCallState.Answered, book.Now, said, (int)answer.Finish);
            Count(call, answer.Usage);
            await TellCostAsync(database, row, cancellationToken);
        }, cancellationToken);
    }

    public Task FailAsync(Guid callId, ModelCallException failure, CancellationToken cancellationToken) => ChangeAsync(async (database, row) =>
    {
        var call = await FindAsync(database, callId, cancellationToken);
        (call.State, call.Ended, call.Failure) = (ModelCallState.Failed, book.Now, $"{failure.Failure}{(failure.Status is { } status ? $" {status}" : "")}: {failure.Detail}");
        Count(call, failure.Usage);
        if (failure.Usage != ModelUsage.None) await TellCostAsync(database, row, cancellationToken);
    }, cancellationToken);

    public async Task SettleAsync(Guid callId, ModelMessage results, AppSource files, ToolMemory memory, CancellationToken cancellationToken)
    {
        var said = await store.PutAsync(results, cancellationToken);
        if (stored is null || !stored.Equals(files)) (stored, storedHash) = (files, (await sources.PutAsync(files, cancellationToken)).Hex);
        await ChangeAsync(async (database, _) =>
        {
            var call = await FindAsync(database, callId, cancellationToken);
            (call.State, call.Results, call.Files, call.Memory) = (ModelCallState.Settled, said, storedHash, JsonSerializer.Serialize(memory, JsonSerializerOptions.Web));
        }, cancellationToken);
    }

    /// <summary>What a killed server had sent. When this claim began, each was booked for the most that it can have cost.</summary>
    private Task LoseAsync(CancellationToken cancellationToken) => ChangeAsync(async (database, _) =>
    {
        foreach (var call in await database.Set<ModelCallRow>().Where(row => row.TurnId == turn.Id && row.State == ModelCallState.Sent).ToListAsync(cancellationToken))
            (call.State, call.Ended, call.Failure) = (ModelCallState.Lost, book.Now, "The server ended before the answer came.");
    }, cancellationToken);

    private CallDemand DemandOf(Guid id, ModelRequest request, long input) => new()
    {
        CallId = id,
        Payer = TurnMoney.PayerOf(turn),
        Cause = request.Cause,
        Provider = request.Model.Provider,
        Model = request.Model.Name,
        InputAtMost = input,
        MaximumOutput = request.MaximumOutput,
        LeastOutput = models.LeastOutput,
        PriceAtMost = output => request.Model.Prices.AtMost(input, output),
        Kept = sandboxes.AtMost,
        Expires = book.Now + limits.LongestClaim,
    };

    // People watch the cost grow with each answer.
    private async Task TellCostAsync(VitrineDatabase database, TurnRow row, CancellationToken cancellationToken)
    {
        if (IsAfterEnd) return;
        var sum = await LedgerBook.SumAsync(database, new LedgerScope(turn.OrganizationId) { TurnId = turn.Id }, cancellationToken);
        book.Add(database, row, TurnEventKinds.Cost, new { dollars = sum.Price, repairs = sum.RepairPrice });
    }

    private static ModelUsage UsageOf(ModelCallRow row) => new(row.Input, row.Output, row.CacheRead, row.CacheWrite);

    private static void Count(ModelCallRow row, ModelUsage usage) => (row.Input, row.Output, row.CacheRead, row.CacheWrite) = (usage.Input, usage.Output, usage.CacheRead, usage.CacheWrite);

    private static Task<ModelCallRow> FindAsync(VitrineDatabase database, Guid callId, CancellationToken cancellationToken)
        => database.Set<ModelCallRow>().FirstAsync(row => row.Id == callId, cancellationToken);

    private async Task ChangeAsync(Func<VitrineDatabase, TurnRow, Task> change, CancellationToken cancellationToken)
        => _ = IsAfterEnd ? await book.ChangeEndedAsync(job, turn.Id, change, cancellationToken) : await book.ChangeOpenAsync(job, turn.Id, change, cancellationToken);
}
