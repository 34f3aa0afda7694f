using Vitrine.Storage;

namespace Vitrine.Ledger.Budgets;

/// <summary>A row of <c>budgets</c>.</summary>
internal sealed class BudgetRow : IOrganizationRow
{
    public required Guid OrganizationId { get; init; }

    public required BudgetScope Scope { get; init; }

    /// <summary>Empty for each that has no budget of its own, and for the organization: nulls would not be unique.</summary>
    public required Guid TargetId { get; init; }

    public required BudgetPeriod Period { get; init; }

    public required long Micros { get; set; }

    public Budget ToBudget() => new(Scope, TargetId == Guid.Empty ? null : TargetId, Period, Money.ToDollars(Micros));
}
