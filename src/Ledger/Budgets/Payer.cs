namespace Vitrine.Ledger.Budgets;

/// <summary>On whose account something is spent: each of them may have budgets.</summary>
public sealed record Payer(Guid OrganizationId, Guid ProjectId, Guid? AppId, Guid? TurnId, Guid PersonId);
