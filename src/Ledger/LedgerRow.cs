using Vitrine.Storage;

namespace Vitrine.Ledger;

/// <summary>A row of <c>ledger_entries</c>.</summary>
internal sealed class LedgerRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required LedgerKind Kind { get; init; }

    public required LedgerCause Cause { get; init; }

    public required Guid OrganizationId { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? AppId { get; init; }

    public Guid? TurnId { get; init; }

    public Guid? PersonId { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    public required decimal Price { get; init; }

    public string? Provider { get; init; }

    public string? Details { get; init; }
}
