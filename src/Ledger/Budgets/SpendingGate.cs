using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Ledger.Budgets;

/// <summary>
/// Lets one transaction of an organization through at a time. Two that look at the same budget at once would both find room in it; and one that looks while another turns a reservation into an entry would
/// see neither of the two.
/// </summary>
internal static class SpendingGate
{
    /// <summary>Waits for the others, and holds the gate until the caller's transaction ends.</summary>
    public static async Task<SpendingGateRow> PassAsync(VitrineDatabase database, Guid organizationId, CancellationToken cancellationToken)
    {
        if (database.Database.CurrentTransaction is null) throw new InvalidOperationException("Begin a transaction first: without one the gate holds nobody.");
        if (await HoldAsync(database, organizationId, cancellationToken) == 0)
        {
            await BuildAsync(database, organizationId, cancellationToken);
            await HoldAsync(database, organizationId, cancellationToken);
        }

        return await Of(database, organizationId).AsNoTracking().FirstAsync(cancellationToken);
    }

    public static IQueryable<SpendingGateRow> Of(VitrineDatabase database, Guid organizationId)
        => database.Set<SpendingGateRow>().IgnoreQueryFilters().Where(row => row.OrganizationId == organizationId);

    private static async Task BuildAsync(VitrineDatabase database, Guid organizationId, CancellationToken cancellationToken)
    {
        var gate = database.Add(new SpendingGateRow { OrganizationId = organizationId });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody else built it this moment. EF has gone back to the savepoint that it makes in a transaction, so the rest goes on.
        }
        finally
        {
            gate.State = EntityState.Detached;
        }
    }

    private static Task<int> HoldAsync(VitrineDatabase database, Guid organizationId, CancellationToken cancellationToken)
        => Of(database, organizationId).ExecuteUpdateAsync(row => row.SetProperty(gate => gate.Passes, gate => gate.Passes + 1), cancellationToken);
}
