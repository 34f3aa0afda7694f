using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Ledger.Budgets;

namespace Vitrine.Agents.Spending;

/// <summary>What administrators do about money: set budgets, and stop language models.</summary>
public sealed class ManageBudgets(BudgetTable table, AccessGuard guard, AuditBook audit)
{
    /// <summary>All budgets with how they stand, or a refusal for people who do not manage the organization.</summary>
    public async Task<IReadOnlyList<BudgetState>> ListAsync(Principal principal, CancellationToken cancellationToken)
    {
        await RequireAsync(principal, cancellationToken);
        return await table.ListAsync(principal.OrganizationId, cancellationToken);
    }

    /// <summary>Sets a budget, or removes it with null dollars.</summary>
    public async Task SetAsync(BudgetScope scope, Guid? targetId, BudgetPeriod period, decimal? dollars, Principal principal, CancellationToken cancellationToken)
    {
        await RequireAsync(principal, cancellationToken);
        await table.SetAsync(principal.OrganizationId, scope, targetId, period, dollars, cancellationToken);
        await audit.RecordAsync(principal, "set:Budget", scope.ToString(), targetId, true, cancellationToken);
    }

    /// <summary>Whether language models are stopped.</summary>
    public async Task<BudgetTable.StopState> FindStopAsync(Principal principal, CancellationToken cancellationToken)
    {
        await RequireAsync(principal, cancellationToken);
        return await table.FindStopAsync(principal.OrganizationId, cancellationToken);
    }

    /// <summary>Stops language models, or lets them go on. Turns that run hear of it at their next call.</summary>
    public async Task SetStopAsync(bool isStopped, Principal principal, CancellationToken cancellationToken)
    {
        await RequireAsync(principal, cancellationToken);
        await table.SetStopAsync(principal.OrganizationId, principal.PersonId, isStopped, cancellationToken);
        await audit.RecordAsync(principal, isStopped ? "stop:LanguageModels" : "start:LanguageModels", "Organization", null, true, cancellationToken);
    }

    private Task RequireAsync(Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return guard.RequireAsync(principal, AccessAction.ManageOrganization, new OrganizationSubject(principal.OrganizationId), cancellationToken);
    }
}
