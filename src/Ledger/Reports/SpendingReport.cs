using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Ledger.Reports;

/// <summary>What an organization spent, by day and by everything that it can be told apart by. Whoever calls this has asked whether the person may.</summary>
public sealed class SpendingReport(IDbContextFactory<VitrineDatabase> databases)
{
    /// <summary>The lines from one day to another, both of them among it, the oldest first.</summary>
    public async Task<IReadOnlyList<SpendingLine>> ListAsync(Guid organizationId, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        var rows = await database.Set<LedgerRow>().AsNoTracking()
            .Where(row => row.Day >= from && row.Day <= until)
            .GroupBy(row => new { row.Day, row.ProjectId, row.PersonId, row.AppId, row.Kind, row.Model, row.Provider, row.Cause })
            .Select(rows => new
            {
                rows.Key,
                Input = rows.Sum(row => row.Input),
                Output = rows.Sum(row => row.Output),
                CacheRead = rows.Sum(row => row.CacheRead),
                CacheWrite = rows.Sum(row => row.CacheWrite),
                Count = rows.Count(),
                Micros = rows.Sum(row => row.Micros),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Key.Day).ThenByDescending(row => row.Micros).Select(row => new SpendingLine
        {
            Day = row.Key.Day,
            ProjectId = row.Key.ProjectId,
            PersonId = row.Key.PersonId,
            AppId = row.Key.AppId,
            Kind = row.Key.Kind,
            Model = row.Key.Model,
            Provider = row.Key.Provider,
            Cause = row.Key.Cause,
            Tokens = new TokenCounts(row.Input, row.Output, row.CacheRead, row.CacheWrite),
            Entries = row.Count,
            Dollars = Money.ToDollars(row.Micros),
        })];
    }
}
