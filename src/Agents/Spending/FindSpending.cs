using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Apps;
using Vitrine.Ledger;
using Vitrine.Ledger.Reports;
using Vitrine.Primitives;
using Vitrine.Projects;

namespace Vitrine.Agents.Spending;

/// <summary>Shows administrators what was spent.</summary>
public sealed class FindSpending(SpendingReport report, ListProjects projects, ListPeople people, ListApps apps, AccessGuard guard, TimeProvider clock)
{
    /// <summary>Days that are shown when none are named, today among them.</summary>
    public const int UsualDays = 30;

    // A year, leap or not.
    private const int MostDays = 366;

    /// <summary>What was spent from one UTC day to another, both among it.</summary>
    /// <param name="From">The first day.</param>
    /// <param name="Until">The last day.</param>
    /// <param name="Dollars">All of it, in US dollars.</param>
    /// <param name="Repairs">The part that mended mistakes of the tool.</param>
    /// <param name="Lines">By day, project, person, app, model and cause, the oldest first.</param>
    /// <param name="Names">What the ids in the lines are called.</param>
    public sealed record Spending(DateOnly From, DateOnly Until, decimal Dollars, decimal Repairs, IReadOnlyList<SpendingLine> Lines, SpendingNames Names);

    /// <summary>What was spent, or a refusal for people who do not manage the organization. Without days, the last 30.</summary>
    public async Task<Spending> HandleAsync(DateOnly? from, DateOnly? until, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManageOrganization, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        var last = until ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = from ?? DateOnly.FromDayNumber(Math.Max(DateOnly.MinValue.DayNumber, last.DayNumber + 1 - UsualDays));
        if (first > last || last.DayNumber - first.DayNumber >= MostDays) throw new RefusalException("spending.bad-range", "Ask for one day up to a year: 'from' is not after 'until', and no more than 365 days before it.");
        var lines = await report.ListAsync(principal.OrganizationId, first, last, cancellationToken);
        var names = await SpendingNames.ReadAsync(projects, people, apps, principal, cancellationToken);
        return new Spending(first, last, lines.Sum(line => line.Dollars), lines.Where(line => line.Cause == LedgerCause.Repair).Sum(line => line.Dollars), lines, names);
    }
}
