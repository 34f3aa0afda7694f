using System.Globalization;
using Vitrine.Primitives;

namespace Vitrine.Ledger.Budgets;

/// <summary>What people hear when there is no money for what they want.</summary>
internal static class BudgetRefusals
{
    /// <summary>The code of a budget that has no room.</summary>
    public const string Spent = "budget.spent";

    public static RefusalException OfTurn(BudgetState state, decimal usual, DateOnly today)
        => new(Spent, $"{Begin(state)}, and prompts like this one usually cost {Dollars(usual)}. {Remedy(state.Budget, today)}", RefusalKind.TooMany);

    public static RefusalException OfCall(BudgetState state, decimal least, DateOnly today)
        => new(Spent, $"{Begin(state)}, and the next step may cost {Dollars(least)}. {Remedy(state.Budget, today)}", RefusalKind.TooMany);

    public static RefusalException Stopped()
        => new("models.stopped", "An administrator has stopped language models for now. Choose the composer, or try again when they may be used again.", RefusalKind.Unavailable);

    private static string Begin(BudgetState state)
    {
        var reserved = state.Reserved > 0 ? $" and {Dollars(state.Reserved)} reserved for work that goes on" : "";
        return $"The {(state.Budget.Period == BudgetPeriod.Day ? "daily" : "monthly")} budget of {Whose(state.Budget)} is {Dollars(state.Budget.Dollars)}, of which {Dollars(state.Spent)} are spent{reserved}";
    }

    private static string Whose(Budget budget) => budget.Scope switch
    {
        BudgetScope.Organization => "the organization",
        BudgetScope.Project => "this project",
        BudgetScope.Person => "whoever prompts here",
        BudgetScope.App => "this app",
        _ => throw new ArgumentOutOfRangeException(nameof(budget)),
    };

    private static string Remedy(Budget budget, DateOnly today)
    {
        const string Else = "An administrator can raise it under Spending; the composer asks no model.";
        if (budget.Dollars == 0) return $"It allows nothing that costs. {Else}";
        var next = budget.Period == BudgetPeriod.Day ? today.AddDays(1) : new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        return string.Create(CultureInfo.InvariantCulture, $"It is full again on {next:d MMMM} (UTC). {Else}");
    }

    // Cents, and more of them where there are hardly any.
    private static string Dollars(decimal amount) => amount.ToString(amount is > 0 and < 0.1m ? "$0.00##" : "$0.00", CultureInfo.InvariantCulture);
}
