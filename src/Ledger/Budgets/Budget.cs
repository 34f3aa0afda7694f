namespace Vitrine.Ledger.Budgets;

/// <summary>Over what a budget goes.</summary>
public enum BudgetScope
{
    /// <summary>Everything.</summary>
    Organization = 0,

    /// <summary>A project, or each of them.</summary>
    Project = 1,

    /// <summary>What somebody prompts, or each person.</summary>
    Person = 2,

    /// <summary>An app, or each of them.</summary>
    App = 3,
}

/// <summary>For how long a budget lasts before it is full again; both by UTC.</summary>
public enum BudgetPeriod
{
    /// <summary>A day.</summary>
    Day = 0,

    /// <summary>A month of the calendar.</summary>
    Month = 1,
}

/// <summary>What may be spent.</summary>
/// <param name="Scope">Over what it goes.</param>
/// <param name="TargetId">The project, person or app; null for each that has no budget of its own, and for the organization.</param>
/// <param name="Period">For how long.</param>
/// <param name="Dollars">How much, in US dollars; 0 allows nothing that costs.</param>
public sealed record Budget(BudgetScope Scope, Guid? TargetId, BudgetPeriod Period, decimal Dollars);
