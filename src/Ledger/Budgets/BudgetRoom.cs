using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Ledger.Budgets;

/// <summary>How the budgets stand that something is on: what was spent of each and what is reserved.</summary>
internal static class BudgetRoom
{
    /// <summary>The budgets of a payer. Where one names the target, the one for each does not count.</summary>
    public static async Task<IReadOnlyList<BudgetState>> OfAsync(VitrineDatabase database, Payer payer, DateOnly today, CancellationToken cancellationToken)
    {
        var rows = await database.Set<BudgetRow>().IgnoreQueryFilters().AsNoTracking().Where(row => row.OrganizationId == payer.OrganizationId).ToListAsync(cancellationToken);
        var states = new List<BudgetState>();
        foreach (var (scope, target) in new (BudgetScope, Guid?)[] { (BudgetScope.Organization, Guid.Empty), (BudgetScope.Project, payer.ProjectId), (BudgetScope.Person, payer.PersonId), (BudgetScope.App, payer.AppId) })
        {
            if (target is null) continue;
            foreach (var period in Enum.GetValues<BudgetPeriod>())
            {
                var budget = rows.Find(row => row.Scope == scope && row.Period == period && row.TargetId == target) ?? rows.Find(row => row.Scope == scope && row.Period == period && row.TargetId == Guid.Empty);
                if (budget is not null) states.Add(await StateAsync(database, payer.OrganizationId, budget.ToBudget() with { TargetId = scope == BudgetScope.Organization ? null : target }, today, cancellationToken));
            }
        }

        return states;
    }

    /// <summary>How one budget stands; one without a target, but for the organization's, has nothing of its own.</summary>
    public static async Task<BudgetState> StateAsync(VitrineDatabase database, Guid organizationId, Budget budget, DateOnly today, CancellationToken cancellationToken)
    {
        var since = budget.Period == BudgetPeriod.Day ? today : new DateOnly(today.Year, today.Month, 1);
        var entries = database.Set<LedgerRow>().IgnoreQueryFilters().Where(row => row.OrganizationId == organizationId && row.Day >= since);
        var reservations = database.Set<ReservationRow>().IgnoreQueryFilters().Where(row => row.OrganizationId == organizationId && row.Day >= since);
        var target = budget.TargetId;
        switch (budget.Scope)
        {
            case BudgetScope.Organization:
                break;
            case BudgetScope.Project when target is not null:
                (entries, reservations) = (entries.Where(row => row.ProjectId == target), reservations.Where(row => row.ProjectId == target));
                break;
            case BudgetScope.Person when target is not null:
                (entries, reservations) = (entries.Where(row => row.PersonId == target), reservations.Where(row => row.PersonId == target));
                break;
            case BudgetScope.App when target is not null:
                (entries, reservations) = (entries.Where(row => row.AppId == target), reservations.Where(row => row.AppId == target));
                break;
            case BudgetScope.Project or BudgetScope.Person or BudgetScope.App:
                return new BudgetState(budget, 0, 0);
            default:
                throw new ArgumentOutOfRangeException(nameof(budget));
        }

        var spent = await entries.SumAsync(row => row.Micros, cancellationToken);
        var reserved = await reservations.SumAsync(row => row.Micros, cancellationToken);
        return new BudgetState(budget, Money.ToDollars(spent), Money.ToDollars(reserved));
    }
}
