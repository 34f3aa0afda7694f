using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Ends turns, alone or together with the version that they made: in one transaction, so that there is never one without the other.</summary>
internal sealed class EndTurn(TurnBook book, TurnOrder order, TurnSignals signals, InsertVersion insert, BudgetBook budgets)
{
    /// <summary>Ends it without a version; false when it had ended already.</summary>
    public async Task<bool> HandleAsync(TurnRow turn, TurnEnd end, Func<VitrineDatabase, CancellationToken, Task>? ensureHeld, CancellationToken cancellationToken)
    {
        var ended = await book.ChangeAsync(turn.OrganizationId, turn.Id, ensureHeld, async (database, row) =>
        {
            if (!book.TryEnd(database, row, end)) return false;
            await LoseCallsAsync(database, row, cancellationToken);
            await order.ReleaseAsync(database, row, cancellationToken);
            await budgets.CloseTurnAsync(database, turn.OrganizationId, turn.Id, cancellationToken);
            return true;
        }, cancellationToken);
        order.Wake();
        return ended is not null;
    }

    /// <summary>Stores the version and ends the turn; false, and no version, when it had ended already.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="version">What it made.</param>
    /// <param name="author">Who prompted.</param>
    /// <param name="end">How it ends, given what became of the version.</param>
    /// <param name="ensureHeld">Checks the fencing number in the same transaction; null for whoever holds no job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="also">What is queued with it; null for nothing.</param>
    public async Task<bool> HandleAsync(
        TurnRow turn, NewVersion version, Principal author, Func<InsertVersion.Result, TurnEnd> end, Func<VitrineDatabase, CancellationToken, Task>? ensureHeld, CancellationToken cancellationToken, Action<VitrineDatabase>? also = null)
    {
        try
        {
            await insert.HandleAsync(version, turn.ExpectedDraft, author, async (database, result, stop) =>
            {
                if (ensureHeld is not null) await ensureHeld(database, stop);
                if (await TurnBook.LockAsync(database, turn.Id, stop) is not { } row || !book.TryEnd(database, row, end(result))) throw TurnBook.Ended();
                also?.Invoke(database);
                await database.SaveChangesAsync(stop);
                await LoseCallsAsync(database, row, stop);
                await order.ReleaseAsync(database, row, stop);
                await budgets.CloseTurnAsync(database, turn.OrganizationId, turn.Id, stop);
            }, cancellationToken);
        }
        catch (RefusalException refusal) when (refusal.Code == "turns.ended")
        {
            return false;
        }

        signals.Ring(turn.Id);
        order.Wake();
        return true;
    }

    // Whoever stops a turn stops it in the middle of a call, which would stand in the transcript as on its way for ever.
    private static Task<int> LoseCallsAsync(VitrineDatabase database, TurnRow turn, CancellationToken cancellationToken)
        => database.Set<ModelCallRow>().Where(row => row.TurnId == turn.Id && row.State == ModelCallState.Sent).ExecuteUpdateAsync(
            row => row.SetProperty(call => call.State, ModelCallState.Lost).SetProperty(call => call.Ended, turn.EndedAt).SetProperty(call => call.Failure, "The turn ended before the answer came."), cancellationToken);
}
