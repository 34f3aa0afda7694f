using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Ledger.Budgets;

/// <summary>The budgets of an organization, and the switch that stops language models. Whoever calls this has asked whether the person may.</summary>
public sealed class BudgetTable(IDbContextFactory<VitrineDatabase> databases, TimeProvider clock)
{
    // More is a slip of the keyboard.
    private const decimal Most = 1_000_000m;

    /// <summary>Whether language models are stopped.</summary>
    /// <param name="By">Who stopped them; null while they may be called.</param>
    /// <param name="At">When.</param>
    public sealed record StopState(Guid? By, DateTimeOffset? At)
    {
        /// <summary>Whether none may be called.</summary>
        public bool IsStopped => At is not null;
    }

    /// <summary>All budgets with how they stand; those for each of something stand at nothing, since each has its own.</summary>
    public async Task<IReadOnlyList<BudgetState>> ListAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        var rows = await database.Set<BudgetRow>().AsNoTracking().OrderBy(row => row.Scope).ThenBy(row => row.TargetId).ThenBy(row => row.Period).ToListAsync(cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var states = new List<BudgetState>();
        foreach (var row in rows) states.Add(await BudgetRoom.StateAsync(database, organizationId, row.ToBudget(), today, cancellationToken));
        return states;
    }

    /// <summary>Sets a budget, in place of the one for the same target and period; null dollars remove it. Refuses what is no amount.</summary>
    public async Task SetAsync(Guid organizationId, BudgetScope scope, Guid? targetId, BudgetPeriod period, decimal? dollars, CancellationToken cancellationToken)
    {
        if (dollars is < 0 or > Most) throw new RefusalException("budget.bad-amount", "A budget is an amount from 0 to 1,000,000 US dollars.");
        if (scope == BudgetScope.Organization && targetId is not null) throw new RefusalException("budget.bad-target", "The organization's budget names nobody.");
        var target = targetId ?? Guid.Empty;
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await SpendingGate.PassAsync(database, organizationId, cancellationToken);
        var row = await database.Set<BudgetRow>().FirstOrDefaultAsync(row => row.Scope == scope && row.TargetId == target && row.Period == period, cancellationToken);
        if (dollars is not { } amount)
        {
            if (row is not null) database.Remove(row);
        }
        else if (row is not null)
        {
            row.Micros = (long)(amount * 1_000_000m);
        }
        else
        {
            database.Add(new BudgetRow { OrganizationId = organizationId, Scope = scope, TargetId = target, Period = period, Micros = (long)(amount * 1_000_000m) });
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether language models may be called.</summary>
    public async Task<StopState> FindStopAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        var gate = await SpendingGate.Of(database, organizationId).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        return new StopState(gate?.StoppedBy, gate?.StoppedAt);
    }

    /// <summary>Stops language models or lets them go on: for new turns at once, for those that run at their next call.</summary>
    public async Task SetStopAsync(Guid organizationId, Guid personId, bool isStopped, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await SpendingGate.PassAsync(database, organizationId, cancellationToken);
        var gate = await SpendingGate.Of(database, organizationId).FirstAsync(cancellationToken);
        // The first who stopped them stays the one.
        gate.StoppedBy = isStopped ? gate.StoppedBy ?? personId : null;
        gate.StoppedAt = isStopped ? gate.StoppedAt ?? clock.GetUtcNow() : null;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
