using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Access.People;
using Vitrine.Apps;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;
using Vitrine.Projects;

namespace Vitrine.Agents.Spending;

/// <summary>What administrators do about money: set budgets, and stop language models.</summary>
public sealed class ManageBudgets(BudgetTable table, ListProjects projects, ListPeople people, FindApp apps, AccessGuard guard, AuditBook audit)
{
    /// <summary>All budgets with how they stand, or a refusal for people who do not manage the organization.</summary>
    public async Task<IReadOnlyList<BudgetState>> ListAsync(Principal principal, CancellationToken cancellationToken)
    {
        await RequireAsync(principal, cancellationToken);
        return await table.ListAsync(principal.OrganizationId, cancellationToken);
    }

    /// <summary>Sets a budget, or removes it with null dollars; refuses (<c>budget.unknown-target</c>) one for what is not there. That of something that is gone can still be removed.</summary>
    public async Task SetAsync(BudgetScope scope, Guid? targetId, BudgetPeriod period, decimal? dollars, Principal principal, CancellationToken cancellationToken)
    {
        await RequireAsync(principal, cancellationToken);
        if (targetId is { } target && dollars is not null) await RequireTargetAsync(scope, target, principal, cancellationToken);
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

    // A budget for a mistyped id would never be spent, and whoever set it would think that something is capped.
    private async Task RequireTargetAsync(BudgetScope scope, Guid target, Principal principal, CancellationToken cancellationToken)
    {
        var (isThere, what, where) = scope switch
        {
            BudgetScope.Organization => (true, "", ""), // which names nobody; the table says so
            BudgetScope.Project => ((await projects.HandleAsync(principal, cancellationToken)).Any(one => one.Id == target), "project", "'GET /api/v1/projects'"),
            BudgetScope.Person => ((await people.HandleAsync(principal, cancellationToken)).Any(one => one.Id == target), "person", "'GET /api/v1/people'"),
            BudgetScope.App => (await IsAppAsync(target, principal, cancellationToken), "app", "'GET /api/v1/projects/{project}/apps'"),
            _ => throw new ArgumentOutOfRangeException(nameof(scope)),
        };
        if (!isThere) throw new RefusalException("budget.unknown-target", $"There is no {what} with the id {target}. {where} lists those that there are; without 'targetId' the budget is for each {what}.", RefusalKind.NotFound);
    }

    private async Task<bool> IsAppAsync(Guid app, Principal principal, CancellationToken cancellationToken)
    {
        try
        {
            return (await apps.HandleAsync(app.ToString(), principal, cancellationToken)).Id == app;
        }
        catch (RefusalException refusal) when (refusal.Kind == RefusalKind.NotFound)
        {
            return false;
        }
    }

    private Task RequireAsync(Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return guard.RequireAsync(principal, AccessAction.ManageOrganization, new OrganizationSubject(principal.OrganizationId), cancellationToken);
    }
}
