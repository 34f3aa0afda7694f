namespace Vitrine.Ledger.Budgets;

/// <summary>How a budget stands.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Spent">What was spent of it in this period.</param>
/// <param name="Reserved">What is reserved for work that goes on.</param>
public sealed record BudgetState(Budget Budget, decimal Spent, decimal Reserved)
{
    /// <summary>What may still be spent.</summary>
    public decimal Left => Math.Max(0, Budget.Dollars - Spent - Reserved);
}
