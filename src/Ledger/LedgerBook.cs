using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Ledger;

/// <summary>What was spent, by whom and why.</summary>
public sealed class LedgerBook(IDbContextFactory<VitrineDatabase> databases, TimeProvider clock)
{
    /// <summary>Adds an entry; one with an id that is there already changes nothing.</summary>
    public async Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Price < 0) throw new ArgumentOutOfRangeException(nameof(entry), "A price is not negative.");
        if (entry.Ended < entry.Started) throw new ArgumentOutOfRangeException(nameof(entry), "It ended before it began.");
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (entry.Id is { } known && await IsBookedAsync(database, known, cancellationToken)) return;
        database.Add(new LedgerRow
        {
            Id = entry.Id ?? EntityId.New(clock),
            Kind = entry.Kind,
            Cause = entry.Cause,
            OrganizationId = entry.OrganizationId,
            ProjectId = entry.ProjectId,
            AppId = entry.AppId,
            TurnId = entry.TurnId,
            PersonId = entry.PersonId,
            Started = entry.Started,
            Ended = entry.Ended,
            Price = entry.Price,
            Provider = entry.Provider,
            Details = entry.Details,
        });
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

    private static Task<bool> IsBookedAsync(VitrineDatabase database, Guid id, CancellationToken cancellationToken)
        => database.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().AnyAsync(row => row.Id == id, cancellationToken);

    /// <summary>Sums up.</summary>
    public async Task<LedgerSum> SumAsync(LedgerScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var database = await databases.OpenAsync(scope.OrganizationId, cancellationToken);
        var rows = database.Set<LedgerRow>().AsNoTracking();
        if (scope.ProjectId is { } project) rows = rows.Where(row => row.ProjectId == project);
        if (scope.AppId is { } app) rows = rows.Where(row => row.AppId == app);
        if (scope.TurnId is { } turn) rows = rows.Where(row => row.TurnId == turn);
        if (scope.PersonId is { } person) rows = rows.Where(row => row.PersonId == person);
        if (scope.From is { } from) rows = rows.Where(row => row.Started >= from);
        if (scope.Until is { } until) rows = rows.Where(row => row.Started < until);
        // Converted values (whole millionths on SQLite) are added up here: EF does not translate Sum over a converter.
        var prices = await rows.Select(row => new { row.Cause, row.Price }).ToListAsync(cancellationToken);
        return new LedgerSum(prices.Sum(row => row.Price), prices.Where(row => row.Cause == LedgerCause.Repair).Sum(row => row.Price), prices.Count);
    }
}
