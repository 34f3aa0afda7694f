using Vitrine.Ledger;

namespace Vitrine.Sandboxes;

/// <summary>Books sandbox time in the ledger. This machine's own costs nothing.</summary>
internal sealed class LedgerMeter(LedgerBook book) : ISandboxMeter
{
    public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken)
        => book.RecordAsync(new LedgerEntry
        {
            Id = interval.Id,
            Kind = LedgerKind.SandboxInterval,
            Cause = interval.Owner.IsRepair ? LedgerCause.Repair : LedgerCause.User,
            OrganizationId = interval.Owner.OrganizationId,
            ProjectId = interval.Owner.ProjectId,
            AppId = interval.Owner.AppId,
            TurnId = interval.Owner.TurnId,
            PersonId = interval.Owner.PersonId,
            Started = interval.Started,
            Ended = interval.Ended,
            Price = 0,
            Provider = interval.Provider,
        }, cancellationToken);
}
