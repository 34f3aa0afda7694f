using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Ledger.Budgets;

/// <summary>
/// Reserves money before it is spent and settles it after. What is spent and reserved together never passes a budget: each reservation looks at all budgets that it is on and is made in one transaction
/// behind the organization's gate, and what is settled is no more than what was reserved. (A provider that tells of more tokens than can have been sent is booked as it tells; nothing here can hold a bill.)
/// </summary>
public sealed class BudgetBook(IDbContextFactory<VitrineDatabase> databases, TimeProvider clock)
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>
    /// Whether there is room for a turn at this moment; else a refusal (<c>budget.spent</c>, or <c>models.stopped</c>). Nothing is reserved, so it may be otherwise when the turn begins.
    /// </summary>
    public async Task EnsureRoomAsync(VitrineDatabase database, Payer payer, decimal usual, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(payer);
        if (await SpendingGate.Of(database, payer.OrganizationId).AnyAsync(row => row.StoppedAt != null, cancellationToken)) throw BudgetRefusals.Stopped();
        await RequireAsync(database, payer, usual, cancellationToken);
    }

    /// <summary>
    /// Reserves what a turn is expected to cost still, in the caller's transaction, or refuses where there is no room for what turns like it usually cost. What it had reserved before is given back.
    /// </summary>
    public async Task ReserveTurnAsync(VitrineDatabase database, TurnDemand demand, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(demand);
        var payer = demand.Payer;
        var turn = payer.TurnId ?? throw new ArgumentException("A turn pays for itself.", nameof(demand));
        var gate = await SpendingGate.PassAsync(database, payer.OrganizationId, cancellationToken);
        await ReleaseTurnAsync(database, turn, cancellationToken);
        if (demand.AsksModels && gate.StoppedAt is not null) throw BudgetRefusals.Stopped();
        var spent = await LedgerBook.SumAsync(database, new LedgerScope(payer.OrganizationId) { TurnId = turn }, cancellationToken);
        var room = demand.AsksModels
            ? await RequireAsync(database, payer, Math.Max(0, demand.Usual - spent.Price), cancellationToken)
            : Tightest(await BudgetRoom.OfAsync(database, payer, Today, cancellationToken)) is { } tightest ? RawLeft(tightest) : decimal.MaxValue;
        var left = Math.Min(room, Math.Max(0, demand.UpTo - spent.Price) + demand.Sandbox);
        if (left <= 0) return;
        database.Add(new ReservationRow(payer)
        {
            Id = turn,
            IsTurn = true,
            Micros = Money.ToMicros(left),
            Day = Today,
            Made = clock.GetUtcNow(),
            Expires = demand.Expires,
        });
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Nobody works on a turn any more, or somebody else does from now on: gives back what it had reserved, in the caller's transaction, and books calls that nobody lived to see answered at their reservation.
    /// </summary>
    public async Task CloseTurnAsync(VitrineDatabase database, Guid organizationId, Guid turnId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (!await Rows(database).AnyAsync(row => row.TurnId == turnId, cancellationToken)) return;
        await SpendingGate.PassAsync(database, organizationId, cancellationToken);
        foreach (var row in await Rows(database).Where(row => row.TurnId == turnId && !row.IsTurn).ToListAsync(cancellationToken))
        {
            await BookAsync(database, row.ToLostEntry(clock.GetUtcNow()), cancellationToken);
            database.Remove(row);
        }

        await database.SaveChangesAsync(cancellationToken);
        await ReleaseTurnAsync(database, turnId, cancellationToken);
    }

    /// <summary>
    /// Reserves the most that a call can cost, in the caller's transaction: first from what its turn has reserved, then from the budgets.
    /// </summary>
    /// <returns>The tokens that the answer may have: as many as were asked for, or fewer where the budgets have no room for more.</returns>
    /// <exception cref="Primitives.RefusalException"><c>budget.spent</c> when there is not even room for the shortest useful answer, <c>models.stopped</c> when language models are stopped.</exception>
    public async Task<int> ReserveCallAsync(VitrineDatabase database, CallDemand demand, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(demand);
        var (payer, today) = (demand.Payer, Today);
        var gate = await SpendingGate.PassAsync(database, payer.OrganizationId, cancellationToken);
        if (gate.StoppedAt is not null) throw BudgetRefusals.Stopped();
        var turn = await OwnAsync(database, payer.TurnId, today, cancellationToken);
        var tightest = Tightest(await BudgetRoom.OfAsync(database, payer, today, cancellationToken));
        // What the turn has beside that of its sandbox.
        var own = Math.Max(0, (turn?.Micros ?? 0) - Money.ToMicros(demand.Kept));
        var room = tightest is null ? decimal.MaxValue : RawLeft(tightest) + Money.ToDollars(own);
        var output = MostOutput(demand, room);
        if (output is null) throw BudgetRefusals.OfCall(tightest!, demand.PriceAtMost(Math.Min(demand.LeastOutput, demand.MaximumOutput)), today);
        var micros = Money.ToMicros(demand.PriceAtMost(output.Value));
        var taken = Math.Min(micros, own);
        if (turn is not null) turn.Micros -= taken;
        database.Add(new ReservationRow(payer)
        {
            Id = demand.CallId,
            IsTurn = false,
            Micros = micros,
            Taken = taken,
            Day = today,
            Made = clock.GetUtcNow(),
            Expires = demand.Expires,
            Cause = demand.Cause,
            Provider = demand.Provider,
            Model = demand.Model,
            InputAtMost = demand.InputAtMost,
            MaximumOutput = output.Value,
        });
        await database.SaveChangesAsync(cancellationToken);
        return output.Value;
    }

    /// <summary>
    /// Books what a call really cost and gives back the rest of its reservation: to its turn what came from there. A call that was booked already changes nothing.
    /// </summary>
    /// <param name="entry">The call; with its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SettleAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        LedgerBook.Require(entry);
        var id = entry.Id ?? throw new ArgumentException("A call has an id.", nameof(entry));
        return EndAsync(entry.OrganizationId, id, (database, reservation) => BookAsync(
            database, reservation is null ? entry : entry with { Started = reservation.Made, Ended = entry.Ended > reservation.Made ? entry.Ended : reservation.Made }, cancellationToken), cancellationToken);
    }

    /// <summary>A call cost nothing: its provider refused it, or was never reached.</summary>
    public Task ReleaseCallAsync(Guid organizationId, Guid callId, CancellationToken cancellationToken) => EndAsync(organizationId, callId, (_, _) => Task.FromResult(0L), cancellationToken);

    /// <summary>Nobody will know what a call cost: books it at its reservation.</summary>
    public Task LoseCallAsync(Guid organizationId, Guid callId, CancellationToken cancellationToken) => EndAsync(
        organizationId, callId, (database, reservation) => reservation is null ? Task.FromResult(0L) : BookAsync(database, reservation.ToLostEntry(clock.GetUtcNow()), cancellationToken), cancellationToken);

    /// <summary>What servers left behind that were killed and whose turns nobody took up: calls are booked at their reservation, what turns had reserved is given back.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var old = await Rows(database).AsNoTracking().Where(row => row.Expires < now).Select(row => new { row.Id, row.OrganizationId, row.IsTurn }).ToListAsync(cancellationToken);
        foreach (var row in old)
        {
            if (row.IsTurn) await ReleaseTurnAsync(database, row.Id, cancellationToken);
            else await LoseCallAsync(row.OrganizationId, row.Id, cancellationToken);
        }

        return old.Count;
    }

    private async Task EndAsync(Guid organizationId, Guid callId, Func<VitrineDatabase, ReservationRow?, Task<long>> book, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await SpendingGate.PassAsync(database, organizationId, cancellationToken);
        var reservation = await Rows(database).FirstOrDefaultAsync(row => row.Id == callId && !row.IsTurn, cancellationToken);
        var cost = await book(database, reservation);
        if (reservation is not null)
        {
            database.Remove(reservation);
            if (reservation.Taken > cost && await OwnAsync(database, reservation.TurnId, reservation.Day, cancellationToken) is { } turn) turn.Micros += reservation.Taken - cost;
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Adds an entry behind the gate; what it costs, also when it was there already.</summary>
    private static async Task<long> BookAsync(VitrineDatabase database, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var known = await database.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(row => row.Id == entry.Id, cancellationToken);
        if (known is null) database.Add(known = LedgerRow.From(entry, entry.Id!.Value));
        return known.Micros;
    }

    private static Task<int> ReleaseTurnAsync(VitrineDatabase database, Guid turnId, CancellationToken cancellationToken)
        => Rows(database).Where(row => row.Id == turnId && row.IsTurn).ExecuteDeleteAsync(cancellationToken);

    /// <summary>What a turn has reserved for itself on that day. What it had reserved on another does not count any more: it was on other budgets.</summary>
    private static async Task<ReservationRow?> OwnAsync(VitrineDatabase database, Guid? turnId, DateOnly day, CancellationToken cancellationToken)
    {
        if (turnId is not { } id || await Rows(database).FirstOrDefaultAsync(row => row.Id == id && row.IsTurn, cancellationToken) is not { } turn) return null;
        if (turn.Day == day) return turn;
        if (turn.Day < day) (turn.Day, turn.Micros) = (day, 0);
        return turn.Day == day ? turn : null;
    }

    /// <summary>The room that there is; a refusal when it is less than that, or nothing.</summary>
    private async Task<decimal> RequireAsync(VitrineDatabase database, Payer payer, decimal amount, CancellationToken cancellationToken)
    {
        var today = Today;
        if (Tightest(await BudgetRoom.OfAsync(database, payer, today, cancellationToken)) is not { } tightest) return decimal.MaxValue;
        return RawLeft(tightest) is > 0 and var room && room >= amount ? room : throw BudgetRefusals.OfTurn(tightest, amount, today);
    }

    /// <summary>The longest answer that the room allows; null when it would be of no use.</summary>
    private static int? MostOutput(CallDemand demand, decimal room)
    {
        if (demand.PriceAtMost(demand.MaximumOutput) <= room) return demand.MaximumOutput;
        var (fits, not) = (Math.Min(demand.LeastOutput, demand.MaximumOutput), demand.MaximumOutput);
        if (demand.PriceAtMost(fits) > room) return null;
        while (not - fits > 1)
        {
            var middle = fits + ((not - fits) / 2);
            if (demand.PriceAtMost(middle) <= room) fits = middle;
            else not = middle;
        }

        return fits;
    }

    private static BudgetState? Tightest(IReadOnlyList<BudgetState> states) => states.MinBy(RawLeft);

    // Less than nothing where a budget was lowered: then what a turn has reserved is no room either.
    private static decimal RawLeft(BudgetState state) => state.Budget.Dollars - state.Spent - state.Reserved;

    private static IQueryable<ReservationRow> Rows(VitrineDatabase database) => database.Set<ReservationRow>().IgnoreQueryFilters();
}
