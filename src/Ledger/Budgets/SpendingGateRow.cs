using Vitrine.Storage;

namespace Vitrine.Ledger.Budgets;

/// <summary>A row of <c>spending_gates</c>: whoever reserves or settles for an organization holds it, so that they do so one after the other; and the switch that stops language models.</summary>
internal sealed class SpendingGateRow : IOrganizationRow
{
    public required Guid OrganizationId { get; init; }

    /// <summary>How often it was held.</summary>
    public long Passes { get; set; }

    /// <summary>Who stopped language models; null while they may be called.</summary>
    public Guid? StoppedBy { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }
}
