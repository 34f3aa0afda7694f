using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Ledger;

/// <summary>What was spent, by whom and why.</summary>
public sealed class LedgerBook(IDbContextFactory<VitrineDatabase> databases, TimeProvider clock)
{
    /// <summary>Adds an entry; one with an id that is there already changes nothing. Calls of language models are settled by <see cref="Budgets.BudgetBook.SettleAsync"/> instead.</summary>
    public async Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        Require(entry);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (entry.Id is { } known && await IsBookedAsync(database, known, cancellationToken)) return;
        database.Add(LedgerRow.From(entry, entry.Id ?? EntityId.New(clock)));
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (entry.Id is not null)
        {
            // Two servers may find the same thing at the same moment.
            if (!await IsBookedAsync(database, entry.Id.Value, cancellationToken)) throw;
        }
    }

    /// <summary>Sums up.</summary>
    public async Task<LedgerSum> SumAsync(LedgerScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var database = await databases.OpenAsync(scope.OrganizationId, cancellationToken);
        return await SumAsync(database, scope, cancellationToken);
    }

    /// <summary>Sums up as the caller's transaction sees it.</summary>
    public static async Task<LedgerSum> SumAsync(VitrineDatabase database, LedgerScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(scope);
        // One group of all, or none.
        var sums = await scope.Of(database).GroupBy(_ => 1)
            .Select(rows => new { Micros = rows.Sum(row => row.Micros), Repairs = rows.Sum(row => row.Cause == LedgerCause.Repair ? row.Micros : 0), Count = rows.Count() })
            .ToListAsync(cancellationToken);
        return sums is [var sum] ? new LedgerSum(Money.ToDollars(sum.Micros), Money.ToDollars(sum.Repairs), sum.Count) : LedgerSum.Nothing;
    }

    /// <summary>What each of these turns has cost so far; a turn that has cost nothing and has no entries is absent.</summary>
    public async Task<IReadOnlyDictionary<Guid, LedgerSum>> SumByTurnAsync(Guid organizationId, IReadOnlyCollection<Guid> turns, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turns);
        var sums = new Dictionary<Guid, LedgerSum>();
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        foreach (var some in turns.Chunk(500))
        {
            var rows = await database.Set<LedgerRow>().AsNoTracking().Where(row => row.TurnId != null && some.Contains(row.TurnId.Value)).GroupBy(row => row.TurnId!.Value)
                .Select(rows => new { Turn = rows.Key, Micros = rows.Sum(row => row.Micros), Repairs = rows.Sum(row => row.Cause == LedgerCause.Repair ? row.Micros : 0), Count = rows.Count() })
                .ToListAsync(cancellationToken);
            foreach (var row in rows) sums[row.Turn] = new LedgerSum(Money.ToDollars(row.Micros), Money.ToDollars(row.Repairs), row.Count);
        }

        return sums;
    }

    internal static void Require(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Price < 0) throw new ArgumentOutOfRangeException(nameof(entry), "A price is not negative.");
        if (entry.Ended < entry.Started) throw new ArgumentOutOfRangeException(nameof(entry), "It ended before it began.");
    }

    internal static Task<bool> IsBookedAsync(VitrineDatabase database, Guid id, CancellationToken cancellationToken)
        => database.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().AnyAsync(row => row.Id == id, cancellationToken);
}
